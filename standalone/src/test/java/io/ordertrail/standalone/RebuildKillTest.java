package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import io.ordertrail.platform.mongo.EmbeddedServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The only node is really killed, at random points of rebuilds while clients order and read: when it is back, the same rebuild goes on by
 * itself, is found equal and is switched to. On the MongoDB that the environment names, else on one in memory; either outlives the node.
 */
class RebuildKillTest {

    private static final int REBUILDS = 2;
    private static final int MOST_MILLIS = 700;
    private static final int COMMANDS_BEFOREHAND = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String VIEW = "/views/order-history";

    private static MongoServer embedded;
    private static String uri;

    @TempDir
    Path data;

    private final Random random = new Random(11);
    private ServerProcess server;
    private Api api;

    @BeforeAll
    static void store() {
        Optional<ConnectionString> named = Stream.of("MONGODB_TEST_URI", "MONGODB_URI").map(System::getenv).filter(text -> text != null)
                .findFirst().map(ConnectionString::new);
        String address;
        if (named.isPresent()) {
            address = named.get().getHosts().getFirst();
        } else {
            embedded = EmbeddedServer.start();
            InetSocketAddress bound = embedded.getLocalAddress();
            address = bound.getHostString() + ":" + bound.getPort();
        }
        uri = "mongodb://%s/test-%s?directConnection=true".formatted(address, UUID.randomUUID());
    }

    @AfterAll
    static void end() {
        if (embedded != null) {
            embedded.shutdownNow();
        } else {
            try (MongoClient client = MongoClients.create(uri)) {
                client.getDatabase(new ConnectionString(uri).getDatabase()).drop();
            }
        }
    }

    @Test
    void killedAtRandomPointsOfARebuildItGoesOnAndComesOutEqual() throws Exception {
        start();
        try (Clients clients = new Clients()) {
            clients.commands.add(api);
            clients.queries.add(api);
            clients.prepare();
            clients.work(2);
            await().atMost(PATIENCE).until(() -> clients.acknowledged() > COMMANDS_BEFOREHAND);
            for (int i = 0; i < REBUILDS; i++) {
                int generation = api.get(VIEW).expect(200).body().path("generation").asInt();
                String id = api.post(VIEW + "/rebuilds", "{\"switch\":\"WHEN_EQUAL\"}").expect(202).id();
                for (int kills = 1 + random.nextInt(2); kills > 0; kills--) {
                    await().pollDelay(Duration.ofMillis(random.nextInt(MOST_MILLIS))).until(() -> true);
                    server.kill();
                    start();
                    clients.commands.set(0, api);
                    clients.queries.set(0, api);
                }
                JsonNode rebuild = switched(id);
                assertThat(rebuild.at("/report/equal").asInt()).as(rebuild.toString()).isPositive();
                for (String what : new String[] {"different", "missing", "extra"}) {
                    assertThat(rebuild.at("/report/" + what).asInt(-1)).as("%s in %s", what, rebuild).isZero();
                }
                assertThat(rebuild.path("generation").asInt()).isEqualTo(generation + 1);
            }
            clients.stop();
            clients.requireNothingLost();
        } finally {
            server.close();
        }
    }

    private void start() throws Exception {
        server = ServerProcess.start(data, Map.of("MONGODB_URI", uri));
        api = new Api(server.url());
    }

    private JsonNode switched(String id) {
        return await().atMost(PATIENCE).until(() -> api.get(VIEW + "/rebuilds/" + id).expect(200).body(),
                rebuild -> {
                    String status = rebuild.path("status").asString();
                    assertThat(status).as(rebuild.toString()).isIn("BUILDING", "VERIFYING", "SWITCHED");
                    return status.equals("SWITCHED");
                });
    }
}
