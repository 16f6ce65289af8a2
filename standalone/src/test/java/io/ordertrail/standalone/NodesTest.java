package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes of each side share the work; one of each pair is killed under load, and another joins. Wants real servers. */
class NodesTest {

    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Of a view, as its setting has it. */
    private static final int SEGMENTS = 4;

    @BeforeAll
    static void servers() {
        TwoSides.assumeServers();
    }

    @Test
    void killingOneOfEachPairLosesNothingAndTheOtherTakesOver() throws Exception {
        try (TwoSides sides = new TwoSides(TwoSides.axonServer(), TwoSides.freshDatabase(), Map.of("ORDERTRAIL_ACCEPTANCE_DEADLINE",
                "PT25S")); Clients clients = new Clients()) {
            ServerProcess doomedCommand = sides.start(TwoSides.COMMAND);
            ServerProcess doomedQuery = sides.start(TwoSides.QUERY);
            ServerProcess command = sides.start(TwoSides.COMMAND);
            ServerProcess query = sides.start(TwoSides.QUERY);
            Api doomed = new Api(doomedCommand.url());
            Api other = new Api(command.url());
            Api asked = new Api(query.url());
            clients.commands.addAll(List.of(doomed, other));
            clients.queries.addAll(List.of(new Api(doomedQuery.url()), asked));
            clients.prepare();
            awaitShares(other, command, 2, PATIENCE);
            awaitShares(asked, query, 2, PATIENCE);

            clients.work(3);
            List<String> keys = new ArrayList<>();
            List<String> forgotten = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                keys.add(UUID.randomUUID().toString());
                forgotten.add(clients.place(keys.get(i), 1));
            }
            await().atMost(PATIENCE).until(() -> clients.acknowledged() > 150);
            doomedCommand.kill();
            doomedQuery.kill();
            long killed = System.nanoTime();
            awaitShares(other, command, 1, CLAIM_TIMEOUT.plus(MARGIN));
            awaitShares(asked, query, 1, CLAIM_TIMEOUT.plus(MARGIN));
            System.out.printf("Taken over after %.1f s%n", (System.nanoTime() - killed) / 1e9);
            int acknowledged = clients.acknowledged();
            await().atMost(PATIENCE).until(() -> clients.acknowledged() > acknowledged + 50);

            ServerProcess lateCommand = sides.start(TwoSides.COMMAND);
            ServerProcess lateQuery = sides.start(TwoSides.QUERY);
            Api late = new Api(lateCommand.url());
            awaitShares(late, lateCommand, 2, PATIENCE);
            awaitShares(new Api(lateQuery.url()), lateQuery, 2, PATIENCE);
            clients.commands.set(0, late);
            clients.queries.set(0, new Api(lateQuery.url()));
            clients.stop();

            for (int i = 0; i < keys.size(); i++) {
                Answer repeat =
                        late.post("/orders", Samples.order(clients.consumer, clients.restaurant, 1), "Idempotency-Key", keys.get(i));
                assertThat(repeat.expect(201).id()).isEqualTo(forgotten.get(i));
            }
            forgotten.forEach(order -> await().atMost(PATIENCE).untilAsserted(
                    () -> assertThat(types(Clients.eventsOf(asked, order))).contains("OrderCancelled").containsOnlyOnce("TicketDeclined")));
            clients.requireNothingLost();
            System.out.printf("%d orders, %d acknowledged commands, none lost; 503 %d times%n", clients.placed.size(),
                    clients.acknowledged(),
                    clients.unavailable.size());
        }
    }

    @Test
    void aPauseHoldsOnEveryNodeAndSegmentsAreSplitAndMergedWhereverTheyAre() throws Exception {
        try (TwoSides sides = new TwoSides(TwoSides.axonServer(), TwoSides.freshDatabase(), Map.of()); Clients clients = new Clients()) {
            ServerProcess first = sides.start(TwoSides.QUERY);
            ServerProcess second = sides.start(TwoSides.QUERY);
            ServerProcess command = sides.start(TwoSides.COMMAND);
            Api one = new Api(first.url());
            Api two = new Api(second.url());
            clients.commands.add(new Api(command.url()));
            clients.queries.addAll(List.of(one, two));
            clients.prepare();
            awaitShares(one, first, 2, PATIENCE);
            assertThat(one.post("/processors/order-history/pause", null).expect(200).body().path("running").asBoolean()).isFalse();
            assertThat(segmentsOf(two, "order-history")).isEmpty();
            String order = clients.place("key", 1);
            await().atMost(PATIENCE).until(() -> two.get("/orders/%s/events".formatted(order)).status() == 200);
            assertThat(two.get("/orders/" + order).status()).isEqualTo(404);
            assertThat(two.post("/processors/order-history/resume", null).expect(200).body().path("running").asBoolean()).isTrue();
            await().atMost(PATIENCE).until(() -> one.get("/orders/" + order).status() == 200);
            one.post("/processors/order-history/split", null).expect(200);
            await().atMost(PATIENCE).until(() -> segmentsOf(two, "order-history").size() == SEGMENTS + 1);
            two.post("/processors/order-history/merge", null).expect(200);
            one.post("/processors/order-history/merge", null).expect(200);
            await().atMost(PATIENCE).until(() -> segmentsOf(two, "order-history").size() == SEGMENTS - 1);
            clients.place("other key", 1);
            clients.requireNothingLost();
        }
    }

    /** Until the node holds its share of each processor's segments of its side, among so many nodes. */
    private static void awaitShares(Api api, ServerProcess node, int nodes, Duration atMost) {
        await().atMost(atMost).untilAsserted(() -> assertThat(api.get("/processors").expect(200).body().path("processors"))
                .isNotEmpty().allSatisfy(processor -> assertThat(processor.path("segments"))
                        .filteredOn(segment -> segment.path("node").asString("").startsWith(node.pid() + "@"))
                        .hasSize(processor.path("segments").size() / nodes)));
    }

    private static List<JsonNode> segmentsOf(Api api, String name) {
        return api.get("/processors").expect(200).body().path("processors").valueStream()
                .filter(processor -> processor.path("name").asString().equals(name))
                .flatMap(processor -> processor.path("segments").valueStream()).toList();
    }

    private static List<String> types(JsonNode events) {
        return StreamSupport.stream(events.spliterator(), false).map(event -> event.path("type").asString()).toList();
    }
}
