package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.platform.servers.TcpProxy;
import io.ordertrail.standalone.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Axon Server hangs, is gone, is cut off and is slow for half a minute under load. Wants real servers. */
class AxonServerFaultTest {

    private static final Duration FAULT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @BeforeAll
    static void servers() {
        TwoSides.assumeServers();
    }

    @Test
    void whateverHappensToAxonServerCallersAreAnsweredInTimeAndNothingAcknowledgedIsLost() throws Exception {
        String[] address = TwoSides.axonServer().split(":");
        try (TcpProxy proxy = new TcpProxy(address[0], Integer.parseInt(address[1]));
                TwoSides sides = new TwoSides("127.0.0.1:" + proxy.port(), TwoSides.freshDatabase(), Map.of());
                Clients clients = new Clients()) {
            ServerProcess command = sides.start(TwoSides.COMMAND);
            ServerProcess query = sides.start(TwoSides.QUERY);
            Api ordering = new Api(command.url());
            Api asking = new Api(query.url());
            clients.commands.add(ordering);
            clients.queries.add(asking);
            clients.prepare();
            clients.work(2);
            await().atMost(PATIENCE).until(() -> asking.get("/actuator/health").status() == 200);
            List<String> failures = new ArrayList<>();
            for (Fault fault : Fault.values()) {
                int before = clients.acknowledged();
                await().atMost(PATIENCE).until(() -> clients.acknowledged() > before + 20);
                strike(fault, proxy, clients, ordering, asking, failures);
            }
            clients.stop();
            assertThat(failures).as(() -> command.output() + query.output()).isEmpty();
            clients.requireNothingLost();
            System.out.printf("%d orders, %d acknowledged commands; 503 %d times%n", clients.placed.size(), clients.acknowledged(),
                    clients.unavailable.size());
        }
    }

    private static void strike(Fault fault, TcpProxy proxy, Clients clients, Api ordering, Api asking, List<String> failures) {
        Instant began = Instant.now();
        String key = UUID.randomUUID().toString();
        fault.strike(proxy);
        if (fault.isOutage()) {
            String body = Samples.order(clients.consumer, clients.restaurant, 1);
            answered(fault, failures, 503, () -> ordering.post("/orders", body, "Idempotency-Key", key));
            // What is in the views is read without the event store.
            answered(fault, failures, 200, () -> asking.get("/orders/" + clients.placed.iterator().next()));
            answered(fault, failures, 503, () -> asking.get("/events"));
            for (Api api : List.of(ordering, asking)) {
                Answer health = answered(fault, failures, 503, () -> api.get("/actuator/health"));
                if (!health.body().at("/components/axonServer/status").asString("").equals("DOWN")) {
                    failures.add("%s: %s".formatted(fault, health.body()));
                }
            }
        }
        await().atMost(PATIENCE).until(() -> Duration.between(began, Instant.now()).compareTo(FAULT) > 0);
        proxy.recover();
        String order = clients.place(key, 1);
        assertThat(clients.place(key, 1)).isEqualTo(order);
        await().atMost(PATIENCE).until(() -> asking.get("/orders/" + order).status() == 200
                && asking.get("/actuator/health").status() == 200 && ordering.get("/actuator/health").status() == 200);
        System.out.printf("%s: back %s after the end%n", fault, Duration.between(began.plus(FAULT), Instant.now()));
    }

    /** Within the bound, whatever can be answered and whatever cannot. */
    private static Answer answered(Fault fault, List<String> failures, int status, Supplier<Answer> request) {
        Instant began = Instant.now();
        Answer answer = request.get();
        Duration took = Duration.between(began, Instant.now());
        System.out.printf("%s: %s %s after %s %s%n", fault, answer.raw().uri(), answer.status(), took, answer.raw().body());
        if (answer.status() != status || took.compareTo(Clients.BOUND) > 0) {
            failures.add("%s: %s %s after %s".formatted(fault, answer.raw().uri(), answer.status(), took));
        }
        return answer;
    }
}
