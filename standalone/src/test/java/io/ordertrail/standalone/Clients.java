package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Clients that live orders against whichever nodes are there, keep what was acknowledged, and hold it against the events in the end. */
class Clients implements AutoCloseable {

    /** What a caller must have an answer within, whatever has happened to the servers. */
    static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PEOPLE = 16;
    private static final Duration EAGERNESS = Duration.ofMillis(50);

    final List<Api> commands = new CopyOnWriteArrayList<>();
    final List<Api> queries = new CopyOnWriteArrayList<>();
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final Queue<Instant> unavailable = new ConcurrentLinkedQueue<>();
    final Set<String> placed = new ConcurrentSkipListSet<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean over;
    String restaurant;
    String consumer;

    /** A command that was answered with success, by the event that must never be lost. */
    record Acknowledged(String order, String aggregateType, long sequence) {

        static Acknowledged by(String aggregateType, Answer answer) {
            return new Acknowledged(answer.id(), aggregateType, answer.body().path("version").asLong());
        }

        void requireKept(Api api) {
            assertThat(eventsOf(api, order)).as(toString()).anyMatch(event -> event.path("aggregateType").asString().equals(aggregateType)
                    && event.path("sequence").asLong() == sequence);
        }
    }

    void prepare() {
        restaurant = patiently(api -> api.post("/restaurants", Samples.RESTAURANT)).expect(201).id();
        consumer = patiently(api -> api.post("/consumers", "{\"name\":\"Ada Lovelace\"}")).expect(201).id();
        for (int i = 0; i < 3; i++) {
            String courier = patiently(api -> api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":1000}")).expect(201).id();
            patiently(api -> api.post("/couriers/%s/on-duty".formatted(courier), null)).expect(200);
        }
    }

    void work(int clients) {
        for (int client = 0; client < clients; client++) {
            Random own = new Random(client);
            threads.submit(() -> {
                while (!over) {
                    liveOne(own);
                    // Load enough, and no more orders than can be looked through in the end.
                    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                }
                return null;
            });
        }
        threads.submit(() -> {
            while (!over) {
                ask();
            }
            return null;
        });
    }

    int acknowledged() {
        return acknowledged.size();
    }

    void stop() {
        over = true;
        threads.shutdown();
        await().atMost(PATIENCE).until(threads::isTerminated);
    }

    /** Under one key until it is answered: on another node it is still the same order. */
    String place(String key, int quantity) {
        Answer answer = patiently(
                api -> api.post("/orders", Samples.order(consumer, restaurant, quantity), "Idempotency-Key", key)).expect(201);
        keep("Order", answer);
        placed.add(answer.id());
        return answer.id();
    }

    private void liveOne(Random own) {
        String id = place(UUID.randomUUID().toString(), 1 + own.nextInt(5));
        if (own.nextInt(4) == 0) {
            once("Order", "/orders/%s/cancel".formatted(id), null);
        } else if (own.nextInt(4) == 0) {
            once("Order", "/orders/%s/revise".formatted(id), "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":7}]}");
        }
        once("Ticket", "/tickets/%s/accept".formatted(id), Samples.readyBy(Instant.now().plusSeconds(600)));
        once("Ticket", "/tickets/%s/start".formatted(id), null);
        once("Ticket", "/tickets/%s/ready".formatted(id), null);
        once("Delivery", "/deliveries/%s/pick-up".formatted(id), null);
        once("Delivery", "/deliveries/%s/complete".formatted(id), null);
    }

    /** Refusals are fine: who is too early for the processes, or too late for the kitchen, is told so. */
    private void once(String aggregateType, String path, String body) {
        Answer answer = patiently(api -> api.post(path, body));
        if (answer.status() < 300) {
            keep(aggregateType, answer);
        } else if (answer.status() != 409 && answer.status() != 404) {
            wrong.add(path + " → " + answer.raw().body());
        }
    }

    private void keep(String aggregateType, Answer answer) {
        acknowledged.add(Acknowledged.by(aggregateType, answer));
    }

    private void ask() {
        for (Api api : queries) {
            placed.stream().skip(Math.max(0, placed.size() - 1)).findFirst().ifPresent(id -> {
                Answer answer = timed("GET", () -> api.get("/orders/" + id));
                if (answer != null && answer.status() != 200 && answer.status() != 404 && answer.status() != 503) {
                    wrong.add("GET → " + answer.raw().body());
                }
            });
        }
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
    }

    /** Goes round the nodes until one answers with something else than 503. */
    private Answer patiently(Function<Api, Answer> request) {
        Instant end = Instant.now().plus(PATIENCE);
        for (int i = 0; Instant.now().isBefore(end); i++) {
            Api api = commands.get(i % commands.size());
            Answer answer = timed("POST", () -> request.apply(api));
            boolean again = answer == null || answer.status() == 503 || answer.status() == 409 && answer.code().equals("IN_PROGRESS");
            if (!again) {
                if (answer.status() >= 500) {
                    wrong.add(answer.raw().uri() + " → " + answer.raw().body());
                } else {
                    return answer;
                }
            }
            await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        }
        throw new AssertionError("no answer at all; wrong were " + wrong);
    }

    private interface Request {

        Answer send();
    }

    /** @return null if the node was not there */
    private Answer timed(String what, Request request) {
        Instant began = Instant.now();
        Answer answer = null;
        try {
            answer = request.send();
        } catch (UncheckedIOException gone) {
            // Its connection is cut as the node dies.
        }
        Duration took = Duration.between(began, Instant.now());
        if (took.compareTo(BOUND) > 0) {
            wrong.add("%s took %s".formatted(what, took));
        }
        if (answer != null && answer.status() == 503) {
            unavailable.add(Instant.now());
            if (answer.header("Retry-After").isEmpty()) {
                wrong.add("503 without Retry-After: " + answer.raw().body());
            }
        }
        return answer;
    }

    /** Ends every order as a person would, and holds its entry against its own events, and these against what was acknowledged. */
    void requireNothingLost() {
        assertThat(wrong).isEmpty();
        Api command = commands.getFirst();
        Api query = queries.getFirst();
        bringToTheirEndings(command, query, placed);
        acknowledged.forEach(done -> done.requireKept(query));
        for (Api each : queries) {
            placed.forEach(order -> await().atMost(PATIENCE).pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(EventFold.of(order(each, order))).isEqualTo(EventFold.fold(eventsOf(each, order)))));
        }
        query.get("/views").expect(200).body().path("views").forEach(view -> assertThat(view.path("parked").asInt()).isZero());
    }

    /** Some at a time, each with a person who does what is next as soon as the order's entry says that it can be done. */
    static void bringToTheirEndings(Api command, Api query, Collection<String> orders) {
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            orders.stream().map(order -> CompletableFuture.runAsync(() -> bringToItsEnding(command, query, order), people)).toList()
                    .forEach(CompletableFuture::join);
        }
    }

    private static void bringToItsEnding(Api command, Api query, String order) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(EAGERNESS).ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> {
                    JsonNode entry = order(query, order);
                    switch (entry.path("status").asString()) {
                        case "REJECTED", "CANCELLED", "DELIVERED", "NOT_DELIVERED" -> {
                            return true;
                        }
                        case "APPROVED" -> nudge(command, order, entry);
                        default -> {
                        }
                    }
                    return false;
                });
    }

    /** An approved order rests until a person acts; here is the person. */
    private static void nudge(Api api, String order, JsonNode entry) {
        switch (entry.at("/ticket/status").asString("")) {
            case "AWAITING_ACCEPTANCE" -> api.post("/tickets/%s/decline".formatted(order), "{\"reason\":\"closing\"}");
            case "ACCEPTED" -> api.post("/tickets/%s/start".formatted(order), null);
            case "PREPARING" -> api.post("/tickets/%s/ready".formatted(order), null);
            case "READY_FOR_PICKUP", "PICKED_UP" -> {
                if (entry.at("/delivery/status").asString("").equals("PICKED_UP")) {
                    api.post("/deliveries/%s/complete".formatted(order), null);
                } else {
                    api.post("/deliveries/%s/pick-up".formatted(order), null);
                }
            }
            default -> {
            }
        }
    }

    static JsonNode order(Api api, String id) {
        return api.get("/orders/" + id).expect(200).body();
    }

    static JsonNode eventsOf(Api api, String id) {
        return api.get("/orders/%s/events".formatted(id)).expect(200).body().path("events");
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
