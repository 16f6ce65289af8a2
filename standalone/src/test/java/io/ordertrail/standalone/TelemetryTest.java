package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.ordertrail.standalone.Api.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the system tells of itself while an order goes its way. */
class TelemetryTest {

    private static final int THRESHOLD = 5;
    private static final Path MONITORING = Path.of("..", "monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:ordertrail|jvm|process|system|http)_[a-z_]+\\b");

    @TempDir
    static Path data;

    private static ObservedSystem system;
    private static String order;

    /** Where this test's events begin, in a store that may have others'. */
    private static long begin;

    @BeforeAll
    static void anOrderIsPlacedAndApproved() {
        // Aggregates are loaded from events and snapshots, as they are where they are not at hand.
        system = new ObservedSystem(data,
                Map.of("ordertrail.snapshot.courier", "" + THRESHOLD, "ordertrail.command.cached-aggregates", "0"));
        Api api = system.api();
        begin = api.endOfFeed(0);
        String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        order = api.post("/orders", Samples.order(consumer, restaurant, 2)).expect(201).id();
        await().until(() -> events().stream().anyMatch(event -> event.path("type").asString().equals("DeliveryPlanned")));
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    /** The order's own, as the feed shows them. */
    private static List<JsonNode> events() {
        return system.api().eventsAfter(begin).path("events").valueStream()
                .filter(event -> event.at("/payload/orderId").asString("").equals(order))
                .toList();
    }

    @Test
    void everyEventTellsWhichCommandCausedItAndWhatBeganItAll() {
        List<JsonNode> events = events();
        Set<String> ids = events.stream().map(event -> event.path("id").asString()).collect(Collectors.toSet());
        String first = events.getFirst().at("/metadata/causationId").asString();
        assertThat(events).extracting(event -> event.path("type").asString()).contains("OrderPlaced", "TicketRequested",
                "PaymentAuthorized", "TicketCreated", "OrderApproved", "DeliveryPlanned");
        assertThat(events).allSatisfy(event -> assertThat(event.at("/metadata/correlationId").asString()).isEqualTo(first));
        assertThat(events.subList(1, events.size())).allSatisfy(event -> {
            Map<String, ?> command = system.metadataOf(event.at("/metadata/causationId").asString());
            assertThat(command.get("correlationId")).isEqualTo(first);
            assertThat(ids).contains((String) command.get("causationId"));
        });
    }

    @Test
    void ofWhatARequestBringsAnEventKeepsTheTraceAlone() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Answer registered =
                system.api().post("/consumers", "{\"name\":\"Ada\"}", "traceparent", "00-%s-b7ad6b7169203331-01".formatted(trace),
                        "tracestate", "vendor=" + "x".repeat(200), "baggage", "user=ada").expect(201);

        JsonNode event = system.api().eventsAfter(begin).path("events").valueStream()
                .filter(e -> e.path("aggregateId").asString().equals(registered.id())).findFirst().orElseThrow();
        assertThat(event.path("metadata").propertyNames()).containsExactlyInAnyOrder("traceparent", "causationId", "correlationId");
        assertThat(event.at("/metadata/traceparent").asString()).contains(trace);
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughCommandAndEventToEveryStepAndView() {
        String traceParent = events().getFirst().at("/metadata/traceparent").asString();
        String trace = traceParent.split("-")[1];

        await().untilAsserted(() -> {
            List<SpanData> spans = system.spansOf(trace);
            assertThat(spans).extracting(SpanData::getName).contains("http post /orders", "CommandBus.handleCommand(PlaceOrder)",
                    "EventBus.publishEvent(OrderPlaced)", "StreamingEventProcessor.process(OrderPlaced)",
                    "CommandBus.handleCommand(ApproveOrder)", "EventBus.publishEvent(DeliveryPlanned)");
            assertThat(spans).extracting(span -> span.getAttributes().asMap().entrySet().stream()
                    .filter(attribute -> attribute.getKey().getKey().equals("ordertrail.view"))
                    .map(Map.Entry::getValue).findFirst().orElse(null)).contains("order-history", "order-events");
            Set<String> ids = spans.stream().map(SpanData::getSpanId).collect(Collectors.toSet());
            assertThat(spans.stream().filter(span -> !ids.contains(span.getParentSpanId()))).extracting(SpanData::getName)
                    .as("spans without a parent in the trace").containsExactly("http post /orders");
        });
    }

    @Test
    void anotherRequestHasAnotherTrace() {
        JsonNode placed = events().getFirst();
        Set<String> concerned = Set.of(order, placed.at("/payload/consumerId").asString(), placed.at("/payload/restaurantId").asString());
        Set<String> traces = system.api().eventsAfter(begin).path("events").valueStream()
                .filter(event -> event.path("type").asString().matches("ConsumerRegistered|RestaurantOpened|OrderPlaced"))
                .filter(event -> concerned.contains(event.path("aggregateId").asString()))
                .map(event -> event.at("/metadata/traceparent").asString().split("-")[1])
                .collect(Collectors.toSet());
        assertThat(traces).hasSize(3);
    }

    @Test
    void howManyEventsACommandReadsIsBoundedByTheSnapshotThreshold() {
        Api api = system.api();
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":2}").expect(201).id();
        for (int i = 0; i < 4 * THRESHOLD; i++) {
            api.post("/couriers/%s/%s".formatted(courier, i % 2 == 0 ? "on-duty" : "off-duty"), null).expect(200);
        }
        String scrape = system.scrape();
        String loads = "ordertrail_aggregate_load_events_%s{aggregate=\"Courier\",snapshot=\"%s\"}";
        assertThat(value(scrape, loads.formatted("count", true))).isGreaterThanOrEqualTo(3 * THRESHOLD);
        assertThat(value(scrape, loads.formatted("max", true))).isBetween(1.0, (double) THRESHOLD);
        assertThat(value(scrape, loads.formatted("max", false))).isBetween(1.0, (double) THRESHOLD);
    }

    @Test
    void refusalsAreCountedByCode() {
        system.api().post("/tickets/%s/start".formatted(order), null).expect(409);
        await().untilAsserted(() -> assertThat(value(system.scrape(), "ordertrail_commands_seconds_count"
                + "{code=\"INVALID_STATE\",command=\"StartPreparing\",outcome=\"refused\"}")).isPositive());
    }

    /** Couriers of other tests here are off duty by then. */
    @Test
    void aDeliveryThatWaitsForACourierIsCountedAndWhatACourierLeavesBehindIsTakenOver() {
        Api api = system.api();
        String consumer = api.post("/consumers", "{\"name\":\"Alan\"}").expect(201).id();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        String placed = api.post("/orders", Samples.order(consumer, restaurant, 2)).expect(201).id();
        await().until(() -> api.get("/orders/" + placed).body().at("/delivery/status").asString("").equals("PENDING"));
        api.post("/tickets/%s/accept".formatted(placed), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
        awaitWaiting(1);

        String one = courierOnDuty(api);
        awaitCourier(api, placed, one);
        awaitWaiting(0);
        api.post("/couriers/%s/off-duty".formatted(one), null).expect(200);
        awaitWaiting(1);
        assertThat(api.get("/orders/" + placed).body().at("/delivery/courierId").asString()).isEqualTo(one);

        String two = courierOnDuty(api);
        awaitCourier(api, placed, two);
        awaitWaiting(0);
        await().untilAsserted(() -> {
            assertThat(api.get("/couriers/%s/plan".formatted(one)).expect(200).body().path("actions")).isEmpty();
            assertThat(api.get("/couriers/%s/plan".formatted(two)).expect(200).body().path("actions")).hasSize(2);
        });
        assertThat(api.post("/dispatch/reconcile", null).expect(200).body().path("drift")).isEmpty();
        api.post("/couriers/%s/off-duty".formatted(two), null).expect(200);
        api.post("/orders/%s/cancel".formatted(placed), null).expect(202);
        awaitWaiting(0);
    }

    private static String courierOnDuty(Api api) {
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":1}").expect(201).id();
        api.post("/couriers/%s/on-duty".formatted(courier), null).expect(200);
        return courier;
    }

    private static void awaitCourier(Api api, String placed, String courier) {
        await().until(() -> api.get("/orders/" + placed).body().at("/delivery/courierId").asString("").equals(courier));
    }

    private static void awaitWaiting(int deliveries) {
        await().untilAsserted(() -> assertThat(value(system.scrape(), "ordertrail_deliveries_waiting")).isEqualTo(deliveries));
    }

    @Test
    void everyViewTellsHowFarItIs() {
        await().untilAsserted(() -> {
            String scrape = system.scrape();
            assertThat(value(scrape, "ordertrail_view_lag_events{view=\"order-history\"}")).isZero();
            assertThat(value(scrape, "ordertrail_view_lag_seconds{view=\"order-history\"}")).isZero();
            assertThat(value(scrape, "ordertrail_view_parked_documents{view=\"order-history\"}")).isZero();
            assertThat(value(scrape, "ordertrail_view_segments{state=\"followed\",view=\"order-history\"}")).isEqualTo(1);
            assertThat(value(scrape, "ordertrail_view_batch_events_sum{view=\"order-history\"}")).isGreaterThanOrEqualTo(6);
            assertThat(value(scrape, "ordertrail_view_duplicates_total{view=\"order-history\"}")).isNotNegative();
        });
    }

    @Test
    void everyMetricOnTheDashboardAndInTheAlertsIsReallyThere() throws Exception {
        Set<String> emitted = system.scrape().lines().filter(line -> !line.startsWith("#")).map(line -> line.split("[{ ]")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>();
        for (String file : List.of("grafana/dashboards/ordertrail.json", "prometheus/alerts.yml")) {
            METRIC.matcher(Files.readString(MONITORING.resolve(file))).results().map(MatchResult::group).forEach(wanted::add);
        }
        assertThat(wanted).hasSizeGreaterThan(20);
        assertThat(emitted).containsAll(wanted);
    }

    @Test
    void whatGoesOnInTheBackgroundIsCountedAndPartOfReadiness() {
        assertThat(value(system.scrape(), "ordertrail_background_failures_total{thread=\"views-watch\"}")).isNotNegative();
        assertThat(system.api().get("/actuator/health/readiness").expect(200).body().at("/components/background/status").asString())
                .isEqualTo("UP");
    }

    @Test
    void nothingElseOfTheMachineryIsShown() {
        Api api = system.api();
        api.get("/actuator/env").expect(404);
        api.get("/actuator/metrics").expect(404);
        api.get("/actuator/health").expect(200);
    }

    private static double value(String scrape, String series) {
        return scrape.lines().filter(line -> line.startsWith(series + " ")).mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .findFirst().orElseThrow(() -> new AssertionError("There is no " + series));
    }
}
