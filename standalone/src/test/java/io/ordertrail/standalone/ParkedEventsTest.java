package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A newer version has stored what this one does not know: its order waits for such a node, is shown meanwhile, takes no command here, and all
 * others go on.
 */
@EnabledIf(value = "io.ordertrail.standalone.Stores#areEmbedded", disabledReason = "Writes into the event store by hand")
class ParkedEventsTest {

    private static final String PARKED = "/processors/processes/parked";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @Test
    void anEventOfANewerVersionWaitsForANodeThatKnowsIt() {
        String order;
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            Api api = system.api();
            String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
            String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
            order = place(api, consumer, restaurant);
            store(system, order, 2, "OrderFrozen");
            store(system, order, 3, "OrderThawed");
            place(api, consumer, restaurant);

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode parked = api.get(PARKED).expect(200).body().path("items");
                assertThat(parked).hasSize(1);
                assertThat(parked.get(0).path("id").asString()).isEqualTo(order);
                assertThat(parked.get(0).path("waiting").asInt()).isEqualTo(1);
                assertThat(parked.get(0).path("cause").asString()).contains("OrderFrozen");
                assertThat(parked.get(0).at("/event/payload/orderId").asString()).isEqualTo(order);
                assertThat(parked.get(0).at("/event/aggregateType").asString()).isEqualTo("Order");
            });
            assertThat(api.get(PARKED + "/" + order).expect(200).body().at("/behind/0/type").asString()).isEqualTo("OrderThawed");
            assertThat(api.get("/actuator/prometheus", "Accept", "text/plain").raw().body())
                    .containsPattern("ordertrail_parked_sequences\\S* 1.0")
                    .containsPattern("ordertrail_parked_unknown_total\\S* 1.0");
            api.send("DELETE", PARKED + "/%s/events/%s".formatted(order, "OrderThawed"), null).expect(404);
            Answer refused = api.post("/orders/%s/cancel".formatted(order), null).expect(503);
            assertThat(refused.code()).isEqualTo("UNAVAILABLE");
            assertThat(refused.body().path("detail").asString()).contains("OrderFrozen");
            assertThat(refused.header("Retry-After")).isPresent();
            knowNow(system);
        }
        try (RunningSystem newer = RunningSystem.start(data, Map.of())) {
            newer.api().post(PARKED + "/%s/retry".formatted(order), null);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(newer.api().get(PARKED).expect(200).body().path("items")).isEmpty());
        }
    }

    private static String place(Api api, String consumer, String restaurant) {
        String order = api.post("/orders", Samples.order(consumer, restaurant, 5)).expect(201).id();
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING"));
        return order;
    }

    private static void store(RunningSystem system, String order, int sequence, String type) {
        JdbcClient.create(system.bean(DataSource.class)).sql("""
                INSERT INTO DomainEventEntry (eventIdentifier, aggregateIdentifier, sequenceNumber, type, timeStamp, payloadType,
                    payloadRevision, payload, metaData) VALUES (?, ?, ?, 'Order', '2026-11-21T18:00:00.000Z', ?, '1', ?, ?)""")
                .params(type, "order-" + order, sequence, type, "{\"orderId\":\"%s\"}".formatted(order).getBytes(StandardCharsets.UTF_8),
                        "{}".getBytes(StandardCharsets.UTF_8))
                .update();
    }

    /** What was unknown is of a type that is known, as it is to a version that has it. */
    private static void knowNow(RunningSystem system) {
        JdbcClient.create(system.bean(DataSource.class)).sql("""
                UPDATE DomainEventEntry SET payloadType = 'OrderCancellationRefused' WHERE payloadType IN ('OrderFrozen', 'OrderThawed')""")
                .update();
    }
}
