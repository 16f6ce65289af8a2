package io.ordertrail.standalone;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Both sides by themselves, each in a JVM of its own from its jar, over the Axon Server and the MongoDB that the environment names. */
class TwoSides implements AutoCloseable {

    static final Path COMMAND = Path.of("../command-side/target/ordertrail-command-side.jar");
    static final Path QUERY = Path.of("../query-side/target/ordertrail-query-side.jar");

    private final Map<String, String> environment = new HashMap<>();
    private final List<ServerProcess> nodes = new ArrayList<>();

    TwoSides(String axonServer, String mongo, Map<String, String> more) {
        environment.put("AXON_SERVER", axonServer);
        environment.put("MONGODB_URI", mongo);
        environment.put("ORDERTRAIL_SECURITY_MODE", "none");
        environment.put("ORDERTRAIL_MASTER_KEY", "test:" + "A".repeat(43) + "=");
        environment.put("ORDERTRAIL_PROCESSES_LONGEST_WAIT", "PT1H");
        environment.putAll(more);
    }

    static String axonServer() {
        return System.getenv("AXON_SERVER");
    }

    static void assumeServers() {
        assumeTrue(axonServer() != null && System.getenv("MONGODB_URI") != null, "AXON_SERVER and MONGODB_URI name no servers");
        assumeTrue(Files.exists(COMMAND) && Files.exists(QUERY), "the sides' jars are not there: ./mvnw package -DskipTests makes them");
    }

    /** The named MongoDB with a database for this run alone. */
    static String freshDatabase() {
        return System.getenv("MONGODB_URI").replaceFirst("^(mongodb://[^/?]+)(/[^?]*)?", "$1/test-" + UUID.randomUUID());
    }

    /** Starts it; {@link ServerProcess#url()} waits for it. */
    ServerProcess start(Path jar) throws IOException {
        ServerProcess node = ServerProcess.startJar(jar, environment);
        nodes.add(node);
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(ServerProcess::close);
    }
}
