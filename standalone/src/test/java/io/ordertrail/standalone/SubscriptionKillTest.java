package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A JVM that is killed between a delivery and the note of it: the same event comes again under the same id, and none is missing. */
class SubscriptionKillTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> SETTINGS = Map.of("ORDERTRAIL_SUBSCRIPTIONS_ALLOW_PRIVATE", "true",
            "ORDERTRAIL_SUBSCRIPTIONS_TIMEOUT", "PT2S", "ORDERTRAIL_SUBSCRIPTIONS_PARK_AFTER", "PT0.4S", "ORDERTRAIL_PARTNERS_PAYMENTS",
            "record", "ORDERTRAIL_PARTNERS_NOTIFICATIONS", "record");

    private static final Pattern PARKED = Pattern.compile("ordertrail_subscriptions_parked\\S* 1.0");

    @TempDir
    Path data;

    private String consumer;
    private String restaurant;

    @Test
    void whatIsToldOutsideSurvivesAKillAndEveryKindOfAnswer() throws Exception {
        try (Subscriber shop = new Subscriber()) {
            JsonNode noted;
            JsonNode repeated;
            try (ServerProcess server = ServerProcess.start(data, SETTINGS)) {
                Api api = new Api(server.url());
                restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
                consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
                assertThat(subscribe(api, shop, 201).raw().body()).doesNotContain(Subscriber.SECRET);
                failAndRecover(server, api, shop);
                noted = shop.heard().stream().filter(event -> event.path("type").asString().equals("DeliveryPlanned")).findFirst()
                        .orElseThrow();
                await().atMost(PATIENCE).until(() -> isNoted(api, noted));
                repeated = killWhileOneIsUnderWay(server, api, shop);
                assertThat(server.output()).doesNotContain(Subscriber.SECRET);
            }
            try (ServerProcess server = ServerProcess.start(data, SETTINGS)) {
                Api api = new Api(server.url());
                await().atMost(PATIENCE).until(() -> shop.heard().stream().filter(repeated::equals).count() >= 2);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(shop)).containsAll(idsOf(allEvents(api))));
                Subscriber.assertInOrder(shop.heard());
                assertThat(shop.heard().stream().filter(noted::equals)).as("each view is built anew, and what was told is not told again")
                        .hasSize(1);
                assertThat(allEvents(api)).containsAll(shop.heard());
                replay(api, shop);
                subscribe(api, shop, 200);
                api.send("DELETE", "/subscriptions/shop", null).expect(200);
                api.get("/subscriptions/shop").expect(404);
            }
        }
    }

    private Answer subscribe(Api api, Subscriber shop, int status) {
        return api.put("/subscriptions/shop", "{\"url\":\"%s\",\"secret\":\"%s\",\"restaurantId\":\"%s\"}".formatted(shop.url(),
                Subscriber.SECRET, restaurant)).expect(status);
    }

    /** Each is not answered, refused, answered late and sent elsewhere once before it is taken. */
    private void failAndRecover(ServerProcess server, Api api, Subscriber shop) {
        AtomicInteger tries = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        shop.answer(event -> switch (event.path("type").asString().equals("OrderPlaced") ? tries.incrementAndGet() : 0) {
            case 1 -> 0;
            case 2 -> 500;
            case 3 -> 307;
            case 4 -> late(never);
            default -> 200;
        });
        String order = api.post("/orders", Samples.order(consumer, restaurant, 5)).expect(201).id();
        await().atMost(PATIENCE).until(() -> one(api).path("parked").asInt() == 1);
        assertThat(one(api).path("state").asString()).isEqualTo("FAILING");
        await().atMost(PATIENCE).until(() -> PARKED.matcher(api.get("/actuator/prometheus", "Accept", "text/plain").raw().body()).find());
        await().atMost(PATIENCE).until(() -> {
            api.post("/subscriptions/shop/resume", null).expect(200);
            return one(api).path("waiting").asInt() == 0;
        });
        never.countDown();
        assertThat(shop.heard().stream().filter(event -> event.path("type").asString().equals("OrderPlaced")).distinct()).hasSize(1);
        assertThat(tries).hasValueGreaterThan(4);
        await().atMost(PATIENCE).until(() -> planned(shop) == 1);
        giveMoneyBack(server, api, order);
    }

    /** By the provider, who stands for one here and records. */
    private static void giveMoneyBack(ServerProcess server, Api api, String order) {
        api.post("/orders/%s/cancel".formatted(order), null).expect(202);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(api.get("/orders/%s/events".formatted(order)).body().path("events")
                .valueStream().map(event -> event.path("type").asString())).containsSubsequence("AuthorizationReversed", "RefundRequested",
                        "RefundCompleted"));
        assertThat(api.get("/subscriptions").expect(200).body().path("subscriptions").valueStream()
                .map(subscription -> subscription.path("name").asString())).containsExactly("notifications", "payment-provider", "shop");
        assertThat(api.send("DELETE", "/subscriptions/payment-provider", null).expect(409).code()).isEqualTo("INVALID_STATE");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.output()).contains("notifications would be told: ORDER_APPROVED",
                "payment-provider would be told: VOID"));
    }

    private static long planned(Subscriber shop) {
        return shop.heard().stream().filter(event -> event.path("type").asString().equals("DeliveryPlanned")).distinct().count();
    }

    private static int late(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private JsonNode killWhileOneIsUnderWay(ServerProcess server, Api api, Subscriber shop) throws Exception {
        CountDownLatch approved = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        shop.answer(event -> {
            if (event.path("type").asString().equals("OrderApproved")) {
                approved.countDown();
                late(killed);
            }
            return 200;
        });
        api.post("/orders", Samples.order(consumer, restaurant, 5)).expect(201);
        approved.await();
        server.kill();
        JsonNode last = shop.heard().reversed().stream().filter(event -> event.path("type").asString().equals("OrderApproved"))
                .findFirst().orElseThrow();
        shop.answer(event -> 200);
        killed.countDown();
        return last;
    }

    private void replay(Api api, Subscriber shop) {
        await("nothing more happens").atMost(PATIENCE).until(() -> planned(shop) == 2);
        List<JsonNode> events = allEvents(api);
        int before = shop.heard().size();
        api.post("/subscriptions/shop/replay?after=" + events.get(3).path("position").asLong(), null).expect(200);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(shop.heard().stream().skip(before).distinct())
                .containsExactlyInAnyOrderElementsOf(events.subList(4, events.size())));
    }

    private static boolean isNoted(Api api, JsonNode event) {
        return one(api).path("deliveries").valueStream().anyMatch(delivery -> delivery.path("eventId").equals(event.path("id"))
                && delivery.path("state").asString().equals("DELIVERED"));
    }

    private static JsonNode one(Api api) {
        return api.get("/subscriptions/shop").expect(200).body();
    }

    private static List<String> ids(Subscriber shop) {
        return idsOf(shop.heard());
    }

    private static List<String> idsOf(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asString()).toList();
    }

    /** Of the restaurant and its orders, since it was subscribed to. */
    private static List<JsonNode> allEvents(Api api) {
        return api.eventsAfter(0).path("events").valueStream().filter(event -> event.at("/payload/orderId").isString()).toList();
    }
}
