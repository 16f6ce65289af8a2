package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.LiveClient.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Streams are cut a thousand times, at any point, under load, while what they are read from is switched and rolled back. */
class LiveResumeTest {

    private static final int CUTS = 1_000;
    private static final int ORDERS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> VIEWS = List.of("order-history", "order-events", "order-spans");

    @TempDir
    Path data;

    private final AtomicInteger cuts = new AtomicInteger();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private RunningSystem system;
    private Api api;
    private volatile boolean over;

    @Test
    void aThousandCutsLoseNothingAndRepeatNothing() throws Exception {
        system = RunningSystem.start(data, Map.of());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor(); RunningSystem running = system) {
            api = running.api();
            String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
            List<String> consumers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                consumers.add(api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id());
            }
            List<Future<List<Message>>> ofConsumers = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                String path = "/consumers/%s/live".formatted(consumers.get(i % consumers.size()));
                Random random = new Random(i);
                ofConsumers.add(threads.submit(() -> listen(path, random)));
            }
            Future<?> load = threads.submit(() -> load(consumers, restaurant));
            await().atMost(PATIENCE).until(() -> orders.size() > 3);
            String watched = orders.peek();
            List<Future<List<Message>>> ofOrder = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(100 + i);
                ofOrder.add(threads.submit(() -> listen("/orders/%s/live".formatted(watched), random)));
            }
            for (String view : VIEWS) {
                switchAndRollBack(view);
            }
            load.get();
            await().atMost(PATIENCE).until(() -> cuts.get() >= CUTS);
            settle();
            over = true;

            for (int i = 0; i < ofConsumers.size(); i++) {
                String consumer = consumers.get(i % consumers.size());
                requireAll(ofConsumers.get(i).get(), expected(order -> order.path("consumerId").asString().equals(consumer)));
            }
            for (Future<List<Message>> received : ofOrder) {
                requireAll(received.get(), expected(order -> order.path("id").asString().equals(watched)));
            }
            System.out.printf("%d cuts over %d events%n", cuts.get(), expected(order -> true).size());
        }
    }

    private void load(List<String> consumers, String restaurant) {
        for (int i = 0; i < ORDERS || cuts.get() < CUTS * 3 / 4; i++) {
            String order = api.post("/orders", Samples.order(consumers.get(i % consumers.size()), restaurant, 1)).expect(201).id();
            orders.add(order);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(
                    () -> api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).status() == 200);
            api.post("/tickets/%s/start".formatted(order), null).expect(200);
        }
    }

    /** Reads some, is cut, comes back; when all is over, reads the rest. */
    private List<Message> listen(String path, Random random) throws Exception {
        List<Message> received = new ArrayList<>();
        long last = 0;
        while (!over) {
            try (LiveClient client = new LiveClient(system.address(), path, last)) {
                // Long enough for a busy machine to send something before it is cut off, or it only ever begins anew.
                client.patience(600);
                for (int more = random.nextInt(6); more > 0; more--) {
                    received.add(client.next());
                    last = received.getLast().id();
                }
            } catch (IOException quiet) {
                // Nothing more for a while.
            }
            cuts.incrementAndGet();
        }
        try (LiveClient client = new LiveClient(system.address(), path, last)) {
            // Longer than a busy machine takes to send what is left.
            client.patience(8_000);
            while (true) {
                received.add(client.next());
            }
        } catch (IOException end) {
            return received;
        }
    }

    private void switchAndRollBack(String view) {
        await("its first generation").atMost(PATIENCE).until(() -> !api.get("/views/" + view).expect(200).body().has("rebuild"));
        int generation = generation(view);
        String id = api.post("/views/%s/rebuilds".formatted(view), "{\"switch\":\"ALWAYS\"}").expect(202).id();
        await().atMost(PATIENCE).until(() -> status(view, id).equals("SWITCHED"));
        assertThat(generation(view)).isGreaterThan(generation);
        // 503 while the former generation is behind, which on a busy machine it can be.
        await().atMost(PATIENCE).until(() -> api.post("/views/%s/rebuilds/%s/rollback".formatted(view, id), null).status() == 200);
        await().atMost(PATIENCE).until(() -> status(view, id).equals("ROLLED_BACK"));
    }

    private int generation(String view) {
        return api.get("/views/" + view).expect(200).body().path("generation").asInt();
    }

    private String status(String view, String id) {
        return api.get("/views/%s/rebuilds/%s".formatted(view, id)).expect(200).body().path("status").asString();
    }

    /** The processes have carried out what they had to. */
    private void settle() {
        await().atMost(PATIENCE).until(() -> orders.stream().allMatch(order -> api.get("/orders/" + order).expect(200).body()
                .at("/delivery/status").asString("").equals("PENDING")));
        long end = api.endOfFeed(0);
        await().atMost(PATIENCE).until(() -> StreamSupport.stream(api.get("/views").expect(200).body().path("views").spliterator(), false)
                .allMatch(view -> view.path("position").asLong() >= end));
    }

    private List<JsonNode> expected(java.util.function.Predicate<JsonNode> wanted) {
        List<JsonNode> events = new ArrayList<>();
        orders.stream().map(order -> api.get("/orders/" + order).expect(200).body()).filter(wanted)
                .forEach(order -> api.get("/orders/%s/events".formatted(order.path("id").asString())).expect(200).body().path("events")
                        .forEach(events::add));
        events.sort(java.util.Comparator.comparingLong(event -> event.path("position").asLong()));
        return events;
    }

    private static void requireAll(List<Message> received, List<JsonNode> expected) {
        assertThat(received).extracting(Message::id)
                .containsExactlyElementsOf(expected.stream().map(event -> event.path("position").asLong()).toList());
        for (int i = 0; i < received.size(); i++) {
            JsonNode event = expected.get(i);
            JsonNode order = received.get(i).body();
            assertThat(received.get(i).event()).isEqualTo(event.path("type").asString());
            assertThat(order.path("id").asString()).isEqualTo(event.at("/payload/orderId").asString());
            if (event.path("aggregateType").asString().equals("Order")) {
                assertThat(order.path("version").asLong()).isGreaterThanOrEqualTo(event.path("sequence").asLong());
            }
        }
    }
}
