package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries whose tokens a view has not seen yet, and who would rather wait. */
class WaitingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Far more than there are threads. */
    private static final int MANY = 600;

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningSystem system;
    private static Api api;

    private final Answer consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201);

    @BeforeAll
    static void start(@TempDir(factory = MemoryTempDir.class) Path data) {
        system = RunningSystem.start(data, Map.of("ordertrail.query.waiting", String.valueOf(MANY)));
        api = system.api();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void resume() {
        api.post("/processors/consumers/resume", null).expect(200);
    }

    @Test
    void whoWaitsIsAnsweredOnceTheViewHasSeenIt() {
        String token = renamedUnseen("Countess");
        CompletableFuture<HttpResponse<String>> waiting = ask(token, 30);
        awaitWaiting(1);
        api.post("/processors/consumers/resume", null).expect(200);
        assertThat(waiting).succeedsWithin(PATIENCE).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Countess");
            assertThat(answer.headers().firstValue("ETag")).isPresent();
        });
        awaitWaiting(0);
    }

    @Test
    void whoDoesNotWaitAndWhoseTimeIsUpReadThatTheViewIsBehind() {
        String token = renamedUnseen("Countess");
        assertBehind(ask(token, 0));
        long began = System.nanoTime();
        assertBehind(ask(token, 1));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        awaitWaiting(0);
    }

    @Test
    void oneWhoWaitsForSeveralViewsIsAnsweredOnceAllHaveSeenIt() {
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        String order = api.post("/orders", Samples.order(consumer.id(), restaurant, 1)).expect(201).id();
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order).status() == 200);
        api.post("/processors/order-history/pause", null).expect(200);
        api.post("/processors/restaurant-names/pause", null).expect(200);
        String renamed = api.put("/restaurants/%s/name".formatted(restaurant), "{\"name\":\"Taj\"}").expect(200).token();
        String cancelled = api.post("/orders/%s/cancel".formatted(order), null).expect(202).token();
        CompletableFuture<HttpResponse<String>> waiting = HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(system.address() + "/orders/" + order))
                        .header("Consistency-Token", renamed).header("Consistency-Token", cancelled).header("Prefer", "wait=30").build(),
                BodyHandlers.ofString());
        awaitWaiting(1);
        api.post("/processors/order-history/resume", null).expect(200);
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order, "Consistency-Token", cancelled).status() == 200);
        awaitWaiting(1);
        api.post("/processors/restaurant-names/resume", null).expect(200);
        assertThat(waiting).succeedsWithin(PATIENCE).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Taj").containsAnyOf("CANCEL_PENDING", "CANCELLED");
        });
    }

    /** What a process does of a client's doing is waited for like what the client has done itself. */
    @Test
    void whoHasRegisteredAConsumerIsNeverToldThatItHasNoAccount() {
        for (int i = 0; i < 20; i++) {
            Answer registered = api.post("/consumers", "{\"name\":\"Ada %d\"}".formatted(i)).expect(201);
            String account = "/accounts/" + registered.id();
            Answer atOnce = api.get(account, "Consistency-Token", registered.token());
            assertThat(atOnce.status()).isIn(200, 503);
            assertThat(api.get(account, "Consistency-Token", registered.token(), "Prefer", "wait=30").expect(200).id())
                    .isEqualTo(registered.id());
        }
    }

    @Test
    void manyWhoWaitKeepNobodyElseFromBeingAnsweredAndMoreThanTheBoundAreRefused() {
        String token = renamedUnseen("Countess");
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            waiting.add(ask(token, 30));
        }
        awaitWaiting(MANY);
        assertThat(api.get("/consumers/" + consumer.id()).expect(200).body().path("name").asString()).isEqualTo("Ada Lovelace");
        Answer refused = api.get("/consumers/" + consumer.id(), "Consistency-Token", token, "Prefer", "wait=30").expect(503);
        assertThat(refused.code()).isEqualTo("OVERLOADED");
        assertThat(refused.header("Retry-After")).isPresent();

        api.post("/processors/consumers/resume", null).expect(200);
        assertThat(CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))).succeedsWithin(PATIENCE);
        assertThat(waiting).allSatisfy(answer -> {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().body()).contains("Countess");
        });
    }

    @Test
    void whoWaitsIsToldWhenTheServerStops(@TempDir(factory = MemoryTempDir.class) Path data) {
        CompletableFuture<HttpResponse<String>> waiting;
        try (RunningSystem other = RunningSystem.start(data, Map.of())) {
            Answer registered = other.api().post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201);
            await().atMost(PATIENCE).until(() -> other.api().get("/consumers/" + registered.id()).status() == 200);
            other.api().post("/processors/consumers/pause", null).expect(200);
            Answer renamed = other.api().send("PATCH", "/consumers/" + registered.id(), "{\"name\":\"Countess\"}").expect(200);
            waiting = HTTP.sendAsync(request(other.address() + "/consumers/" + registered.id(), renamed.token(), 30),
                    BodyHandlers.ofString());
            await().atMost(PATIENCE).until(() -> waiting(other.api()) == 1);
        }
        assertThat(waiting).succeedsWithin(PATIENCE).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("UNAVAILABLE");
        });
    }

    /** Renames the consumer where no view sees it. */
    private String renamedUnseen(String name) {
        api.get("/consumers/" + consumer.id(), "Consistency-Token", consumer.token(), "Prefer", "wait=30").expect(200);
        api.post("/processors/consumers/pause", null).expect(200);
        return api.send("PATCH", "/consumers/" + consumer.id(), "{\"name\":\"%s\"}".formatted(name)).expect(200).token();
    }

    private CompletableFuture<HttpResponse<String>> ask(String token, int seconds) {
        return HTTP.sendAsync(request(system.address() + "/consumers/" + consumer.id(), token, seconds), BodyHandlers.ofString());
    }

    private static HttpRequest request(String address, String token, int seconds) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("Consistency-Token", token);
        return (seconds == 0 ? request : request.header("Prefer", "wait=" + seconds)).build();
    }

    private static void assertBehind(CompletableFuture<HttpResponse<String>> asked) {
        assertThat(asked).succeedsWithin(PATIENCE).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("VIEW_BEHIND");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
    }

    private static void awaitWaiting(int count) {
        await().atMost(PATIENCE).until(() -> waiting(api) == count);
    }

    private static int waiting(Api api) {
        return api.get("/actuator/prometheus").expect(200).raw().body().lines().filter(line -> line.startsWith("ordertrail_query_waiting"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
