package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import de.bwaldvogel.mongo.MongoServer;
import io.ordertrail.platform.mongo.EmbeddedServer;
import io.ordertrail.platform.servers.TcpProxy;
import io.ordertrail.standalone.Api.Answer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The view store hangs, is gone, is cut off and is slow while clients order: queries say so within seconds, commands go on, and in the end
 * every view is right. On the MongoDB that the environment names, else on one in memory.
 */
class ViewStoreFaultTest {

    private static final Duration FAULT = Duration.ofSeconds(12);
    private static final Duration ANSWERED = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static MongoServer embedded;
    private static TcpProxy proxy;

    @TempDir
    Path data;

    @BeforeAll
    static void store() {
        Optional<String> named = Stream.of("MONGODB_TEST_URI", "MONGODB_URI").map(System::getenv).filter(uri -> uri != null).findFirst();
        if (named.isPresent()) {
            ServerAddress address = new ServerAddress(new ConnectionString(named.get()).getHosts().getFirst());
            proxy = new TcpProxy(address.getHost(), address.getPort());
        } else {
            embedded = EmbeddedServer.start();
            InetSocketAddress address = embedded.getLocalAddress();
            proxy = new TcpProxy(address.getHostString(), address.getPort());
        }
        System.out.println("View store: " + named.orElse("in memory"));
    }

    @AfterAll
    static void end() {
        proxy.close();
        if (embedded != null) {
            embedded.shutdownNow();
        }
    }

    @Test
    void whateverHappensToTheViewStoreQueriesAreAnsweredInTimeAndTheViewsAreRightInTheEnd() throws Exception {
        // A direct connection, or the driver would ask the server for its own address and go past the proxy.
        String uri = "mongodb://127.0.0.1:%d/test-%s?directConnection=true".formatted(proxy.port(), UUID.randomUUID());
        try (ServerProcess server = ServerProcess.start(data, Map.of("MONGODB_URI", uri)); Clients clients = new Clients()) {
            Api api = new Api(server.url());
            clients.commands.add(api);
            clients.queries.add(api);
            clients.prepare();
            clients.work(2);
            for (Fault fault : Fault.values()) {
                int before = clients.acknowledged();
                await().atMost(PATIENCE).until(() -> clients.acknowledged() > before + 20);
                strike(fault, api, clients);
            }
            clients.stop();
            clients.requireNothingLost();
            System.out.printf("%d orders, %d acknowledged commands; 503 %d times%n", clients.placed.size(), clients.acknowledged(),
                    clients.unavailable.size());
        }
    }

    private static void strike(Fault fault, Api api, Clients clients) {
        String order = clients.placed.iterator().next();
        Instant began = Instant.now();
        fault.strike(proxy);
        if (fault.isOutage()) {
            int before = clients.acknowledged();
            Answer query = timely(() -> api.get("/orders/" + order));
            assertThat(query.expect(503).code()).isEqualTo("UNAVAILABLE");
            assertThat(query.header("Retry-After")).isPresent();
            Answer health = timely(() -> api.get("/actuator/health"));
            assertThat(health.expect(503).body().at("/components/mongo/status").asString()).isEqualTo("DOWN");
            try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
                everyQuestion(api, order).stream().map(path -> CompletableFuture.runAsync(() -> timely(() -> api.get(path)), atOnce))
                        .toList().forEach(CompletableFuture::join);
            }
            await().atMost(FAULT).until(() -> clients.acknowledged() > before);
        }
        await().atMost(PATIENCE).until(() -> Duration.between(began, Instant.now()).compareTo(FAULT) > 0);
        Instant ended = Instant.now();
        proxy.recover();
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order).status() == 200
                && api.get("/actuator/health").status() == 200);
        Instant serving = Instant.now();
        long head = head(api);
        await().atMost(PATIENCE).until(() -> views(api).allMatch(view -> view.path("position").asLong() >= head));
        System.out.printf("%s: serves %s after the end, follows after %s (it lasted %s)%n", fault, Duration.between(ended, serving),
                Duration.between(ended, Instant.now()), Duration.between(began, ended));
    }

    private static Stream<JsonNode> views(Api api) {
        return api.get("/views").expect(200).body().path("views").valueStream();
    }

    private static long head(Api api) {
        return views(api).mapToLong(view -> view.path("position").asLong() + view.path("lagEvents").asLong()).max().orElseThrow();
    }

    /** Every documented GET with an id that is known; not the streams, which have no end. */
    private static List<String> everyQuestion(Api api, String order) {
        JsonNode paths = api.get("/v3/api-docs").expect(200).body().path("paths");
        return paths.propertyStream()
                .filter(path -> path.getValue().has("get") && !path.getValue().at("/get/responses/200/content").has("text/event-stream"))
                .map(path -> path.getKey().replaceAll("\\{[^}]*}", order))
                .toList();
    }

    private static Answer timely(Supplier<Answer> request) {
        Instant began = Instant.now();
        Answer answer = request.get();
        assertThat(Duration.between(began, Instant.now())).as(answer.raw().uri().toString()).isLessThan(ANSWERED);
        return answer;
    }
}
