package io.ordertrail.query.view;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a fresh {@link MongoDatabase}: on the MongoDB that the system property {@value #URI} names, else on an embedded server. */
public final class StoreUnderTest implements ParameterResolver, AfterEachCallback {

    static final String URI = "ordertrail.test.mongodb";

    private static final Namespace OURS = Namespace.create(StoreUnderTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MongoDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(MongoDatabase.class, k -> Server.CLIENT.getDatabase("test-" + UUID.randomUUID()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        MongoDatabase database = context.getStore(OURS).remove(MongoDatabase.class, MongoDatabase.class);
        if (database != null) {
            database.drop();
        }
    }

    /** One for all tests of a run; it ends with the JVM. */
    private static final class Server {

        static final MongoClient CLIENT = MongoClients.create(uri());

        private static ConnectionString uri() {
            String given = System.getProperty(URI);
            String uri = given != null ? given : new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
            try (MongoClient client = MongoClients.create(uri)) {
                Object version = client.getDatabase("admin").runCommand(new Document("buildInfo", 1)).get("version");
                System.out.printf("View store under test: %s, version %s%n", given != null ? "MongoDB" : "embedded mongo-java-server",
                        version);
            }
            return new ConnectionString(uri);
        }
    }
}
