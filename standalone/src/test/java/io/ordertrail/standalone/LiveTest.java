package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import io.ordertrail.standalone.LiveClient.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Live streams over HTTP, as a client sees them. */
class LiveTest {

    @TempDir
    static Path data;

    private static RunningSystem system;
    private static Api api;
    private static String consumer;
    private static String restaurant;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(data, Map.of());
        api = system.api();
        consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    private static String place() {
        String order = api.post("/orders", Samples.order(consumer, restaurant, 1)).expect(201).id();
        await().until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING"));
        return order;
    }

    private static List<JsonNode> eventsOf(String order) {
        List<JsonNode> events = new ArrayList<>();
        api.get("/orders/%s/events".formatted(order)).expect(200).body().path("events").forEach(events::add);
        return events;
    }

    private LiveClient ofOrder(String order, Long lastEventId) throws IOException {
        return new LiveClient(system.address(), "/orders/%s/live".formatted(order), lastEventId);
    }

    private LiveClient ofConsumer(Long lastEventId) throws IOException {
        return new LiveClient(system.address(), "/consumers/%s/live".formatted(consumer), lastEventId);
    }

    @Test
    void anOrdersStreamBeginsWithThePresentStateAndGoesOnWithEveryEvent() throws IOException {
        String order = place();
        try (LiveClient client = ofOrder(order, null)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            assertThat(client.header("Cache-Control")).contains("no-cache", "no-store");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
            JsonNode last = eventsOf(order).getLast();
            Message present = client.next();
            assertThat(present.id()).isEqualTo(last.path("position").asLong());
            assertThat(present.event()).isEqualTo(last.path("type").asString());
            assertThat(present.body()).isEqualTo(api.get("/orders/" + order).body());

            api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);

            Message accepted = client.next();
            assertThat(accepted.event()).isEqualTo("TicketAccepted");
            assertThat(accepted.body().at("/ticket/status").asString()).isEqualTo("ACCEPTED");
            assertThat(client.comments()).isPositive();
        }
    }

    @Test
    void whoComesBackIsToldExactlyWhatItHasMissed() throws IOException {
        String order = place();
        List<JsonNode> events = eventsOf(order);
        for (int i = 0; i < events.size(); i++) {
            try (LiveClient client = ofOrder(order, i == 0 ? 0 : events.get(i - 1).path("position").asLong())) {
                for (JsonNode missed : events.subList(i, events.size())) {
                    Message message = client.next();
                    assertThat(message.id()).isEqualTo(missed.path("position").asLong());
                    assertThat(message.event()).isEqualTo(missed.path("type").asString());
                    assertThat(message.body().path("id").asString()).isEqualTo(order);
                }
            }
        }
    }

    @Test
    void aConsumersStreamHasAllOrdersNewOnesIncludedAndOnlyWhatComesFromNowOn() throws IOException {
        place();
        try (LiveClient client = ofConsumer(null)) {
            assertThat(client.status()).isEqualTo(200);
            long from = Long.parseLong(client.header("Last-Event-ID"));
            String first = place();
            String second = place();
            List<JsonNode> events = new ArrayList<>(eventsOf(first));
            events.addAll(eventsOf(second));
            assertThat(events).allSatisfy(event -> assertThat(event.path("position").asLong()).isGreaterThan(from));
            events.sort(java.util.Comparator.comparingLong(event -> event.path("position").asLong()));
            for (JsonNode event : events) {
                assertThat(client.next().id()).isEqualTo(event.path("position").asLong());
            }
            api.post("/orders/%s/cancel".formatted(first), null).expect(202);
            assertThat(client.next().event()).isEqualTo("OrderCancellationRequested");
        }
    }

    @Test
    void aBoardsStreamBeginsWithTheWholeAndGoesOnTicketByTicketUntilTheyAreGone() throws IOException {
        String there = place();
        String path = "/restaurants/%s/board/live".formatted(restaurant);
        try (LiveClient client = new LiveClient(system.address(), path, null);
                LiveClient again = new LiveClient(system.address(), path, 1L)) {
            for (LiveClient each : List.of(client, again)) {
                Message board = each.next();
                assertThat(board.event()).isEqualTo("board");
                assertThat(board.body()).isEqualTo(api.get("/restaurants/%s/board".formatted(restaurant)).body());
                assertThat(board.body().path("items").findValuesAsString("orderId")).contains(there);
            }
            String order = place();
            for (String status : List.of("CREATE_PENDING", "AWAITING_ACCEPTANCE")) {
                requireTicket(client.next(), order, status);
            }
            api.post("/tickets/%s/decline".formatted(order), "{\"reason\":\"Out of rice\"}").expect(200);
            requireTicket(client.next(), order, "CANCELLED");
            api.post("/tickets/%s/accept".formatted(there), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
            requireTicket(client.next(), there, "ACCEPTED");
        }
        api.get("/restaurants/nobody/board/live").expect(404);
    }

    /** At its event or later: what happens at once may be seen early. */
    private static void requireTicket(Message message, String order, String status) {
        assertThat(message.event()).isEqualTo("ticket");
        assertThat(message.body().path("orderId").asString()).isEqualTo(order);
        List<String> states = List.of("CREATE_PENDING", "AWAITING_ACCEPTANCE", "ACCEPTED", "CANCELLED");
        assertThat(states.indexOf(message.body().path("status").asString())).isGreaterThanOrEqualTo(states.indexOf(status));
        assertThat(message.body().path("lines").path(0).path("name").asString()).isEqualTo("Chicken Vindaloo");
    }

    @Test
    void aQuietStreamSaysThatItIsStillThere() throws IOException {
        try (LiveClient client = new LiveClient(system.address(), "/consumers/nobody/live", null)) {
            client.nextComment();
            client.patience(15_000);
            client.nextComment();
        }
    }

    @Test
    void aServerThatStopsEndsItsStreams(@TempDir Path own) throws IOException {
        RunningSystem stopping = RunningSystem.start(own, Map.of());
        try (LiveClient client = new LiveClient(stopping.address(), "/consumers/nobody/live", null)) {
            client.nextComment();
            long began = System.nanoTime();
            stopping.close();
            assertThatThrownBy(client::next).hasMessageContaining("ended");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        String order = place();
        Answer bad = api.get("/orders/%s/live".formatted(order), "Last-Event-ID", "x1").expect(400);
        assertThat(bad.code()).isEqualTo("INVALID");
        assertThat(bad.field()).isEqualTo("Last-Event-ID");
        assertThat(api.get("/consumers/%s/live".formatted(consumer), "Last-Event-ID", "999999999999").expect(400).field())
                .isEqualTo("Last-Event-ID");
        assertThat(api.get("/orders/nobody/live").expect(404).code()).isEqualTo("NOT_FOUND");
        api.get("/orders/%s/live".formatted(order), "Accept", "application/json").expect(406);
        assertThat(api.send("HEAD", "/orders/%s/live".formatted(order), null).expect(200).header("Content-Type").orElse(""))
                .startsWith("text/event-stream");
    }
}
