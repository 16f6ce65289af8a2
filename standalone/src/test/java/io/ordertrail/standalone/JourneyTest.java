package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.platform.archive.Archiving;
import io.ordertrail.platform.archive.EventLog;
import io.ordertrail.standalone.Api.Answer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole system over REST: real restaurants, a thousand lives, every ending, each entry held against a plain model; and again after a restart. */
class JourneyTest {

    private static final int ORDERS = 1_000;
    private static final int CONSUMERS = 200;
    private static final long SEED = 20_261_124;

    private final MovableClock clock = new MovableClock();

    @TempDir
    Path data;

    @Test
    void everyLifeEndsAsTheModelSaysAndTheHistoryShowsIt() throws Exception {
        String start = clock.instant().minusSeconds(1).toString();
        List<ExpectedOrder> orders;
        List<JsonNode> before;
        List<JsonNode> feed;
        // An archive holds no keys: what is restored elsewhere could not be read.
        Map<String, String> plain = Map.of("ordertrail.master-key", "none");
        try (RunningSystem system = RunningSystem.start(data, plain, clock)) {
            Api api = system.api();
            Journey journey = new Journey(api, clock, SEED);
            journey.openRestaurants(RestaurantData.load());
            journey.registerConsumers(CONSUMERS);
            journey.hireCouriers();
            orders = journey.live(ORDERS);
            clock.move(Duration.ofMinutes(16));
            awaitEndings(api, orders, start);
            assertThat(orders.stream().map(order -> order.ending).collect(Collectors.toSet())).isEqualTo(EnumSet.allOf(Ending.class));
            before = histories(api, orders, start);
            orders.forEach(order -> order.assertMatches(entry(before, order)));
            assertThat(before).hasSize(ORDERS);
            eventsOfEachOrderAreTheFeed(api, orders);
            salesAreWhatTheOrdersSay(api, before);
            feed = feed(api);
        }
        // Where the events are embedded, not as it was left, but as it is restored: elsewhere, with views built from the archive.
        boolean restored = Stores.areEmbedded();
        Path archive = data.resolve("archive");
        try (RunningSystem system = RunningSystem.start(restored ? restored(archive) : data,
                restored ? Map.of("ordertrail.master-key", "none", "ordertrail.archive", archive.toString()) : plain, clock)) {
            Api api = system.api();
            await().atMost(Duration.ofMinutes(2)).until(() -> api.get("/orders/" + orders.getFirst().id).status() == 200);
            assertThat(histories(api, orders, start)).as("after a restart").isEqualTo(before);
            salesAreWhatTheOrdersSay(api, before);
            assertThat(feed(api)).as("after a restart, with what the processes make of it when they begin anew").isEqualTo(feed);
        }
    }

    /** The events of the data folder in another one, by way of a file. */
    private Path restored(Path archive) throws Exception {
        Path other = data.resolve("restored");
        try (ConfigurableApplicationContext source = archived(data)) {
            new Archiving(source.getBean(EventLog.class), System::nanoTime).export(archive);
        }
        try (ConfigurableApplicationContext target = archived(other)) {
            new Archiving(target.getBean(EventLog.class), System::nanoTime).restore(archive);
        }
        return other;
    }

    private static ConfigurableApplicationContext archived(Path folder) {
        return new SpringApplicationBuilder(ArchivedStores.class).web(WebApplicationType.NONE).run("--ordertrail.data=" + folder);
    }

    private static List<JsonNode> feed(Api api) {
        List<JsonNode> feed = new ArrayList<>();
        for (JsonNode page = api.eventsAfter(0); !page.path("events").isEmpty(); page = api.eventsAfter(page.path("next").asLong())) {
            page.path("events").forEach(feed::add);
        }
        return feed;
    }

    private static void awaitEndings(Api api, List<ExpectedOrder> orders, String since) {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200)).until(() -> {
            List<JsonNode> all = histories(api, orders, since);
            return all.size() == orders.size() && orders.stream().allMatch(order -> {
                JsonNode entry = entry(all, order);
                return entry.path("status").asString().equals(order.ending.order)
                        && (order.ending.payment == null || entry.at("/payment/status").asString("").equals(order.ending.payment))
                        && (order.ending.delivery == null || entry.at("/delivery/status").asString("").equals(order.ending.delivery));
            });
        });
    }

    /** Every consumer's history, read by small pages. */
    private static List<JsonNode> histories(Api api, List<ExpectedOrder> orders, String since) {
        List<JsonNode> all = new ArrayList<>();
        orders.stream().map(order -> order.consumer).distinct().sorted().forEach(consumer -> {
            List<JsonNode> history = new ArrayList<>();
            String path = "/consumers/%s/orders?since=%s&limit=3".formatted(consumer, since);
            Answer page = api.get(path).expect(200);
            page.body().path("items").forEach(history::add);
            while (page.body().has("next")) {
                assertThat(page.body().path("items").size()).as("a page that is not the last is full").isEqualTo(3);
                page = api.get(path + "&cursor=" + page.body().path("next").asString()).expect(200);
                page.body().path("items").forEach(history::add);
            }
            assertThat(history).as("newest first")
                    .isSortedAccordingTo(Comparator.comparing((JsonNode entry) -> Instant.parse(entry.path("placedAt").asString()))
                            .thenComparing(entry -> entry.path("id").asString())
                            .reversed());
            all.addAll(history);
        });
        return all;
    }

    private static JsonNode entry(List<JsonNode> all, ExpectedOrder order) {
        List<JsonNode> found = all.stream().filter(entry -> entry.path("id").asString().equals(order.id)).toList();
        assertThat(found).as("entries of %s", order.id).hasSize(1);
        return found.getFirst();
    }

    /** Every restaurant's sales by day, held against its orders one by one. */
    private static void salesAreWhatTheOrdersSay(Api api, List<JsonNode> entries) {
        Map<String, Map<LocalDate, List<JsonNode>>> approved = entries.stream()
                .filter(entry -> !entry.path("status").asString().equals("REJECTED"))
                .collect(Collectors.groupingBy(entry -> entry.at("/restaurant/id").asString(), Collectors.groupingBy(
                        entry -> Instant.parse(entry.path("placedAt").asString()).atZone(ZoneId.of("Europe/Vienna")).toLocalDate(),
                        TreeMap::new, Collectors.toList())));
        assertThat(approved).isNotEmpty();
        approved.forEach((restaurant, days) -> {
            String path = "/restaurants/%s/sales?from=%s&to=%s".formatted(restaurant, days.keySet().iterator().next().minusDays(1),
                    LocalDate.now(ZoneOffset.UTC).plusDays(2));
            List<String> expected = days.entrySet().stream().map(day -> day(day.getKey(), day.getValue())).toList();
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(api.get(path).expect(200).body().path("days").valueStream()
                    .map(day -> "%s %s %s %s".formatted(day.path("date").asString(), day.path("orders"),
                            day.at("/revenue/amount").asString(), day.path("cancellations"))))
                    .isEqualTo(expected));
        });
    }

    private static String day(LocalDate date, List<JsonNode> orders) {
        BigDecimal revenue =
                orders.stream().filter(order -> Set.of("CAPTURED", "REFUNDED").contains(order.at("/payment/status").asString()))
                        .map(order -> new BigDecimal(order.at("/payment/amount/amount").asString())
                                .subtract(new BigDecimal(order.at("/payment/refunded/amount").asString("0"))))
                        .reduce(new BigDecimal("0.00"), BigDecimal::add);
        return "%s %d %s %d".formatted(date, orders.size(), revenue,
                orders.stream().filter(order -> order.path("status").asString().equals("CANCELLED")).count());
    }

    /** The order's own events, taken together, are exactly the feed's events that name an order, courier's aside. */
    private static void eventsOfEachOrderAreTheFeed(Api api, List<ExpectedOrder> orders) {
        List<JsonNode> feed = feed(api);
        assertThat(feed).extracting(event -> event.path("position").asLong()).isSorted().doesNotHaveDuplicates();
        PublishedSchemas schemas = new PublishedSchemas(api);
        feed.forEach(schemas::assertKept);
        assertThat(feed.stream().map(event -> event.path("type").asString()).distinct()).as("types that were seen").hasSizeGreaterThan(40);
        Map<String, List<JsonNode>> byOrder = feed.stream()
                .filter(event -> event.at("/payload/orderId").isString() && !event.path("aggregateType").asString().equals("Courier"))
                .collect(Collectors.groupingBy(event -> event.at("/payload/orderId").asString()));
        orders.forEach(order -> {
            List<JsonNode> own = new ArrayList<>();
            api.get("/orders/%s/events".formatted(order.id)).expect(200).body().path("events").forEach(own::add);
            assertThat(own).isEqualTo(byOrder.get(order.id));
        });
    }
}
