package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import io.ordertrail.standalone.LiveClient.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** GraphQL over the whole system: the same answers as REST's, in one round trip. */
class GraphQlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SINCE = "2020-01-01T00:00:00Z";

    private static RunningSystem system;
    private static Api api;
    private static String consumer;
    private static String restaurant;

    @BeforeAll
    static void start(@TempDir(factory = MemoryTempDir.class) Path data) {
        system = RunningSystem.start(data, Map.of("ordertrail.live.streams", "5"));
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
        await().atMost(PATIENCE).until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING"));
        return order;
    }

    private static String body(String query, Map<String, ?> variables) {
        return Api.JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    }

    private static JsonNode ask(String query, Map<String, ?> variables, String... headers) {
        return api.post("/graphql", body(query, variables), headers).expect(200).body();
    }

    @Test
    void anOrderWithAllThatBelongsToItIsOneRoundTrip() {
        String order = place();
        JsonNode answer =
                ask("""
                query($id: ID!) { order(id: $id) { id status version consumerId placedAt requestedFor lines { menuItemId name quantity price { amount currency } }
                  total { amount currency } deliverTo { address { street city postalCode country } location { lat lon } }
                  consumer { id name } restaurant { id name open menu { id name price { amount } } }
                  ticket { id status } payment { status amount { amount currency } } delivery { id status }
                  events(first: 100) { edges { node { position id type revision aggregateType aggregateId sequence time payload } } } } }""",
                        Map.of("id", order));
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        JsonNode shown = answer.at("/data/order");
        JsonNode rest = api.get("/orders/" + order).expect(200).body();
        for (String field : List.of("id", "status", "version", "consumerId", "placedAt", "requestedFor", "lines", "total", "deliverTo",
                "ticket", "payment", "delivery")) {
            assertThat(shown.path(field)).as(field).isEqualTo(rest.path(field));
        }
        assertThat(shown.at("/consumer/name").asString()).isEqualTo("Ada Lovelace");
        assertThat(shown.at("/restaurant/menu")).hasSize(2);
        List<JsonNode> events = new ArrayList<>();
        api.get("/orders/%s/events".formatted(order)).expect(200).body().path("events").forEach(event -> {
            ((ObjectNode) event).remove("metadata");
            events.add(event);
        });
        assertThat(shown.at("/events/edges").valueStream().map(edge -> edge.path("node"))).containsExactlyElementsOf(events);
    }

    @Test
    void aHistoryIsPagedToItsEndAndHasTheOrdersThatRestHas() {
        for (int i = 0; i < 5; i++) {
            place();
        }
        List<String> rest = api.get("/consumers/%s/orders?limit=100&since=%s".formatted(consumer, SINCE)).expect(200).body().path("items")
                .findValuesAsString("placedAt");
        List<String> paged = new ArrayList<>();
        JsonNode page;
        Map<String, Object> variables = new HashMap<>(Map.of("id", consumer, "since", SINCE));
        do {
            page = ask(
                    "query($id: ID!, $since: Instant!, $after: String) { consumer(id: $id) { orders(since: $since, first: 2, after: $after) "
                            + "{ edges { cursor node { placedAt } } pageInfo { hasNextPage endCursor } } } }",
                    variables).at("/data/consumer/orders");
            paged.addAll(page.path("edges").findValuesAsString("placedAt"));
            variables.put("after", page.at("/pageInfo/endCursor").asString());
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        assertThat(paged).hasSizeGreaterThan(4).isEqualTo(rest);

        // A cursor is REST's, too, and no other list's.
        String first =
                ask("query($id: ID!, $since: Instant!) { consumer(id: $id) { orders(since: $since, first: 2) { edges { cursor } } } }",
                        Map.of("id", consumer, "since", SINCE)).at("/data/consumer/orders/edges/1/cursor").asString();
        JsonNode second = api.get("/consumers/%s/orders?limit=2&since=%s&cursor=%s".formatted(consumer, SINCE, first)).expect(200).body();
        assertThat(second.path("items").findValuesAsString("placedAt")).isEqualTo(rest.subList(2, 4));
        JsonNode wrong = ask("query($c: String) { orders(after: $c) { edges { cursor } } }", Map.of("c", first));
        assertThat(wrong.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_CURSOR");
        assertThat(wrong.at("/errors/0/extensions/field").asString()).isEqualTo("after");
    }

    @Test
    void theBoardIsRestsBoardPageByPage() {
        for (int i = 0; i < 3; i++) {
            place();
        }
        List<String> board = api.get("/restaurants/%s/board".formatted(restaurant)).expect(200).body().path("items")
                .findValuesAsString("ticketId");
        List<String> paged = new ArrayList<>();
        JsonNode page;
        Map<String, Object> variables = new HashMap<>(Map.of("id", restaurant));
        do {
            page = ask(
                    "query($id: ID!, $after: String) { restaurant(id: $id) { board(first: 2, after: $after) { edges { node { ticketId order { id } } } "
                            + "pageInfo { hasNextPage endCursor } } } }",
                    variables).at("/data/restaurant/board");
            paged.addAll(page.path("edges").findValuesAsString("ticketId"));
            assertThat(page.path("edges").findValuesAsString("id")).isEqualTo(page.path("edges").findValuesAsString("ticketId"));
            variables.put("after", page.at("/pageInfo/endCursor").asString());
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        assertThat(paged).hasSizeGreaterThan(2).isEqualTo(board);
    }

    @Test
    void whoBringsATokenIsAnsweredOnceAllFieldsShowItsEvents() {
        Answer other = api.post("/consumers", "{\"name\":\"Grace Hopper\"}").expect(201);
        await().atMost(PATIENCE).until(() -> api.get("/consumers/" + other.id()).status() == 200);
        api.post("/processors/consumers/pause", null).expect(200);
        String token = api.send("PATCH", "/consumers/" + other.id(), "{\"name\":\"Admiral\"}").expect(200).token();
        String query = body("query($c: ID!, $r: ID!) { restaurant(id: $r) { name } consumer(id: $c) { name } }",
                Map.of("c", other.id(), "r", restaurant));

        Answer behind = api.post("/graphql", query, "Consistency-Token", token).expect(200);
        assertThat(behind.header("Retry-After")).isPresent();
        assertThat(behind.body().at("/errors/0/extensions/code").asString()).isEqualTo("VIEW_BEHIND");
        assertThat(behind.body().at("/data/consumer").isNull()).isTrue();
        assertThat(behind.body().at("/data/restaurant/name").asString()).isEqualTo("Ajanta");
        Answer late = api.post("/graphql", query, "Consistency-Token", token, "Prefer", "wait=1").expect(200);
        assertThat(late.body().at("/errors/0/extensions/code").asString()).isEqualTo("VIEW_BEHIND");

        CompletableFuture<HttpResponse<String>> waiting = HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(URI.create(system.address() + "/graphql")).header("Content-Type", "application/json")
                        .header("Consistency-Token", token).header("Prefer", "wait=30").POST(BodyPublishers.ofString(query)).build(),
                BodyHandlers.ofString());
        await().atMost(PATIENCE).until(() -> gauge("ordertrail_query_waiting") == 1);
        api.post("/processors/consumers/resume", null).expect(200);
        assertThat(waiting).succeedsWithin(PATIENCE).satisfies(answer -> {
            JsonNode data = Api.JSON.readTree(answer.body());
            assertThat(data.has("errors")).as(answer.body()).isFalse();
            assertThat(data.at("/data/consumer/name").asString()).isEqualTo("Admiral");
        });
    }

    @Test
    void aSubscriptionTellsWhatHappensAndGoesOnWhereItWasCutOff() throws IOException {
        String order = place();
        String query = body("subscription($id: ID!) { order(id: $id) { id ticket { status } restaurant { name } } }", Map.of("id", order));
        long seen;
        try (LiveClient client = new LiveClient(system.address(), "/graphql", null, query)) {
            assertThat(client.status()).isEqualTo(200);
            Message present = client.next();
            assertThat(present.event()).isEqualTo("next");
            assertThat(present.body().at("/data/order/id").asString()).isEqualTo(order);
            assertThat(present.body().at("/data/order/ticket/status").asString()).isEqualTo("AWAITING_ACCEPTANCE");
            assertThat(present.body().at("/data/order/restaurant/name").asString()).isEqualTo("Ajanta");
            seen = present.id();
            api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
            Message accepted = client.next();
            assertThat(accepted.id()).isGreaterThan(seen);
            assertThat(accepted.body().at("/data/order/ticket/status").asString()).isEqualTo("ACCEPTED");
        }
        try (LiveClient client = new LiveClient(system.address(), "/graphql", seen, query)) {
            assertThat(client.next().body().at("/data/order/ticket/status").asString()).isEqualTo("ACCEPTED");
        }
    }

    @Test
    void aConsumersSubscriptionHasItsLaterOrdersAndStreamsAreCounted() throws IOException {
        String query = body("subscription($id: ID!) { ordersOfConsumer(consumerId: $id) { id status } }", Map.of("id", consumer));
        List<LiveClient> clients = new ArrayList<>();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                LiveClient client = new LiveClient(system.address(), "/graphql", null, query);
                clients.add(client);
                assertThat(client.status()).isEqualTo(503);
            });
            String order = place();
            List<LiveClient> open = clients.stream().filter(client -> client.status() == 200).toList();
            assertThat(open).isNotEmpty().hasSizeLessThanOrEqualTo(5);
            assertThat(open.getLast().next().body().at("/data/ordersOfConsumer/id").asString()).isEqualTo(order);
        } finally {
            for (LiveClient client : clients) {
                client.close();
            }
        }
        // Who is gone is found out at the next message.
        place();
        await().atMost(PATIENCE).until(() -> gauge("ordertrail_live_streams") < 3);
    }

    private static double gauge(String name) {
        return api.get("/actuator/prometheus").raw().body().lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).findFirst().orElseThrow();
    }

    @Test
    void whoWritesAClientCanAskForTheSchemaAndTryQueriesOut() {
        JsonNode schema = ask("{ __schema { queryType { fields { name } } subscriptionType { name } mutationType { name } } }", Map.of());
        assertThat(schema.at("/data/__schema/queryType/fields").findValuesAsString("name")).contains("order", "orders", "consumer");
        assertThat(schema.at("/data/__schema/mutationType").isNull()).isTrue();
        Answer page = api.get("/graphiql").expect(200);
        assertThat(page.header("Content-Security-Policy").orElse("")).contains("script-src 'self'");
        assertThat(page.raw().body().lines().filter(line -> line.contains("/graphiql/files/")).map(line -> line.split("\"")).toList())
                .allSatisfy(parts -> assertThat(List.of(parts)).filteredOn(part -> part.startsWith("/")).isNotEmpty()
                        .allSatisfy(file -> api.get(file).expect(200)));
    }
}
