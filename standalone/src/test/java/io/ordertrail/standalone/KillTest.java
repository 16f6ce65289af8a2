package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import io.ordertrail.standalone.Clients.Acknowledged;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A JVM that is really killed, at random points of a running load: what was acknowledged is there, what was begun ends, and no entry lies. */
class KillTest {

    /** More: {@code -Dtest=KillTest -Dkills=30}. */
    private static final int KILLS = Integer.getInteger("kills", 6);
    private static final int CLIENTS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String REGISTRATION = "{\"name\":\"%s\",\"capacity\":1}";

    @TempDir
    Path data;

    private final Random random = new Random(7);
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<String> placed = new TreeSet<>();
    private final Queue<String> keys = new ConcurrentLinkedQueue<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private String restaurant;
    private String consumer;

    @Test
    void killedAtRandomPointsAgainAndAgainItLosesNothingAndFinishesEverything() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            try (ServerProcess server = ServerProcess.start(data, Map.of())) {
                Api api = new Api(server.url());
                if (round == 0) {
                    prepare(api);
                }
                killUnderLoad(server, api, 5 + random.nextInt(60));
            }
        }
        try (ServerProcess server = ServerProcess.start(data, Map.of())) {
            Api api = new Api(server.url());
            acknowledged.stream().map(Acknowledged::order).forEach(placed::add);
            await().atMost(PATIENCE).until(() -> api.get("/orders/" + placed.iterator().next()).status() != 503);
            Clients.bringToTheirEndings(api, api, placed);
            acknowledged.forEach(command -> command.requireKept(api));
            requireOneForEachKey(api);
            placed.forEach(order -> await().atMost(PATIENCE).pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(EventFold.of(Clients.order(api, order)))
                            .isEqualTo(EventFold.fold(Clients.eventsOf(api, order)))));
            assertThat(api.get("/views/order-history").expect(200).body().path("parked").asInt()).isZero();
        }
        assertThat(acknowledged).hasSizeGreaterThan(10 * KILLS);
    }

    private void prepare(Api api) {
        restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        for (int i = 0; i < 3; i++) {
            String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":1000}").expect(201).id();
            api.post("/couriers/%s/on-duty".formatted(courier), null).expect(200);
        }
    }

    /** Clients work until the given number of commands was acknowledged; then the JVM dies while they go on. */
    private void killUnderLoad(ServerProcess server, Api api, int commands) throws Exception {
        CountDownLatch enough = new CountDownLatch(commands);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                Random own = new Random(random.nextLong());
                clients.submit(() -> work(api, own, enough));
            }
            enough.await();
            server.kill();
        }
    }

    private void work(Api api, Random own, CountDownLatch enough) {
        try {
            while (true) {
                register(api);
                Answer order = api.post("/orders", Samples.order(consumer, restaurant, 1 + own.nextInt(5)));
                acknowledge("Order", order, enough);
                String id = order.id();
                if (own.nextInt(4) == 0) {
                    acknowledge("Order", api.post("/orders/%s/cancel".formatted(id), null), enough);
                } else if (own.nextInt(4) == 0) {
                    acknowledge("Order", api.post("/orders/%s/revise".formatted(id), "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":7}]}"),
                            enough);
                }
                acknowledge("Ticket", api.post("/tickets/%s/accept".formatted(id), Samples.readyBy(Instant.now().plusSeconds(600))),
                        enough);
                acknowledge("Ticket", api.post("/tickets/%s/start".formatted(id), null), enough);
                acknowledge("Ticket", api.post("/tickets/%s/ready".formatted(id), null), enough);
                acknowledge("Delivery", api.post("/deliveries/%s/pick-up".formatted(id), null), enough);
                acknowledge("Delivery", api.post("/deliveries/%s/complete".formatted(id), null), enough);
            }
        } catch (UncheckedIOException connectionLost) {
            assertThat(enough.getCount()).as("lost the connection before the kill: %s", connectionLost).isZero();
        }
    }

    private void register(Api api) {
        String key = UUID.randomUUID().toString();
        keys.add(key);
        Answer answer = api.post("/couriers", REGISTRATION.formatted(key), "Idempotency-Key", key);
        answers.put(key, answer.expect(201).raw().body());
    }

    /** Whether it was answered or not, whoever asks again is answered like the first time, and has one courier. */
    private void requireOneForEachKey(Api api) {
        for (String key : keys) {
            String answer = await().until(() -> api.post("/couriers", REGISTRATION.formatted(key), "Idempotency-Key", key),
                    again -> again.status() == 201).raw().body();
            assertThat(answer).isEqualTo(answers.getOrDefault(key, answer));
        }
        List<String> registered = new ArrayList<>();
        for (JsonNode page = api.eventsAfter(0); !page.path("events").isEmpty(); page = api.eventsAfter(page.path("next").asLong())) {
            page.path("events").valueStream().filter(event -> event.path("type").asString().equals("CourierRegistered"))
                    .map(event -> event.at("/payload/name").asString()).filter(keys::contains).forEach(registered::add);
        }
        assertThat(registered).containsExactlyInAnyOrderElementsOf(keys);
    }

    /** Refusals are fine: who is too early for the processes, or too late for the kitchen, is told so. */
    private void acknowledge(String aggregateType, Answer answer, CountDownLatch enough) {
        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 201, 202, 404, 409);
        if (answer.status() < 300) {
            acknowledged.add(Acknowledged.by(aggregateType, answer));
            enough.countDown();
        }
    }
}
