package io.ordertrail.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.bson.Document;
import org.slf4j.LoggerFactory;

/**
 * What the system under test stands on: the Axon Server and the MongoDB that {@code AXON_SERVER} and {@code MONGODB_URI} name, as system
 * properties or as variables, else what is embedded. Said once in every run.
 */
final class Stores {

    private static final String AXON_SERVER = "AXON_SERVER";
    private static final String MONGODB_URI = "MONGODB_URI";

    /** What stands between a connection string's hosts and its options. */
    private static final Pattern DATABASE = Pattern.compile("^(mongodb(?:\\+srv)?://[^/?]+)/?[^?]*");

    /** Axon Server has one store for all tests, so they share the folder in which is written how far it has been followed. */
    private static final Optional<Path> COMMON_FOLDER = named(AXON_SERVER).map(server -> folder());

    /** Each folder has views of its own. */
    private static final Map<Path, String> VIEWS = new ConcurrentHashMap<>();

    static {
        // Spring, which keeps the driver quiet, has not come yet.
        ((Logger) LoggerFactory.getLogger("org.mongodb.driver")).setLevel(Level.WARN);
        System.out.printf("Stores: %s, %s%n", named(AXON_SERVER).map(Stores::axonServer).orElse("embedded event store"),
                named(MONGODB_URI).map(Stores::mongo).orElse("embedded view store"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> VIEWS.values().forEach(Stores::drop)));
    }

    private Stores() {
    }

    /** Whether the events lie in the data folder. */
    static boolean areEmbedded() {
        return named(AXON_SERVER).isEmpty();
    }

    /** What a system's environment must say. Another folder means other stores, as far as there are others. */
    static Map<String, String> environment(Path data) {
        Path folder = COMMON_FOLDER.orElse(data);
        Map<String, String> environment = new TreeMap<>(Map.of("SERVER_PORT", "0", "ORDERTRAIL_DATA", folder.toString(),
                // No test's outcome hangs on how fast the machine is just now.
                "ORDERTRAIL_PROCESSES_LONGEST_WAIT", "PT1H"));
        named(AXON_SERVER).ifPresent(server -> environment.put(AXON_SERVER, server));
        named(MONGODB_URI).ifPresent(uri -> environment.put(MONGODB_URI, VIEWS.computeIfAbsent(folder,
                key -> DATABASE.matcher(uri).replaceFirst("$1/test-" + UUID.randomUUID()))));
        return environment;
    }

    private static Optional<String> named(String variable) {
        return Optional.ofNullable(System.getProperty(variable, System.getenv(variable))).filter(value -> !value.isBlank());
    }

    private static Path folder() {
        try {
            return new MemoryTempDir().createTempDirectory(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Axon Server tells its version over HTTP, and over gRPC at which port that is. */
    private static String axonServer(String server) {
        ManagedChannel channel = ManagedChannelBuilder.forTarget(server).usePlaintext().build();
        try {
            var node =
                    PlatformServiceGrpc.newBlockingStub(channel).getPlatformServer(ClientIdentification.getDefaultInstance()).getPrimary();
            String host = server.replaceFirst(":\\d+$", "");
            return "Axon Server %s at %s".formatted(new Api("http://%s:%d".formatted(host, node.getHttpPort())).get("/actuator/info").body()
                    .at("/app/version").asString("of unknown version"), server);
        } catch (UncheckedIOException e) {
            return "Axon Server of unknown version at " + server;
        } finally {
            channel.shutdownNow();
        }
    }

    private static String mongo(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            return "MongoDB %s at %s".formatted(client.getDatabase("admin").runCommand(new Document("buildInfo", 1)).getString("version"),
                    String.join(",", new ConnectionString(uri).getHosts()));
        }
    }

    private static void drop(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
        }
    }
}
