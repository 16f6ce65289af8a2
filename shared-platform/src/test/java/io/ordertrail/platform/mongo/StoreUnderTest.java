package io.ordertrail.platform.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fresh {@link MongoDatabase}: on the MongoDB that the system property {@code ordertrail.test.mongodb} or else
 * {@code MONGODB_URI}, a system property or a variable, names, otherwise on an embedded server.
 */
public final class StoreUnderTest implements ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(StoreUnderTest.class);

    /** Whether it is a real MongoDB, for tests of what the embedded server does not do. */
    public static boolean isReal() {
        return named().isPresent();
    }

    /** Where the store under test is. */
    public static ConnectionString uri() {
        return Server.URI;
    }

    private static Optional<String> named() {
        return Stream.of(System.getProperty("ordertrail.test.mongodb"), System.getProperty("MONGODB_URI"), System.getenv("MONGODB_URI"))
                .filter(uri -> uri != null && !uri.isBlank()).findFirst();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MongoDatabase.class || parameter.getParameter().getType() == MongoClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MongoClient.class ? Server.CLIENT
                : context.getStore(OURS).computeIfAbsent(MongoDatabase.class, k -> Server.CLIENT.getDatabase("test-" + UUID.randomUUID()));
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

        static final ConnectionString URI = new ConnectionString(
                named().orElseGet(() -> EmbeddedServer.start().getConnectionString()));
        static final MongoClient CLIENT = MongoClients.create(MongoClientSettings.builder().applyConnectionString(URI)
                .uuidRepresentation(UuidRepresentation.STANDARD).build());

        static {
            Object version = CLIENT.getDatabase("admin").runCommand(new Document("buildInfo", 1)).get("version");
            System.out.printf("Stores: %s%n", isReal() ? "MongoDB %s at %s".formatted(version, String.join(",", URI.getHosts()))
                    : "embedded mongo-java-server, which answers as MongoDB %s".formatted(version));
        }
    }
}
