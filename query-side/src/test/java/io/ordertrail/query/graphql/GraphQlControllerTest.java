package io.ordertrail.query.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.Queries;
import io.ordertrail.query.consumer.ConsumerEntry;
import io.ordertrail.query.consumer.FindConsumersByIds;
import io.ordertrail.query.live.LiveContent;
import io.ordertrail.query.live.LiveGateway;
import io.ordertrail.query.live.Topic;
import io.ordertrail.query.orderevents.FindOwners;
import io.ordertrail.query.orderhistory.FindMatchingOrders;
import io.ordertrail.query.orderhistory.FindOrder;
import io.ordertrail.query.orderhistory.FindOrdersByIds;
import io.ordertrail.query.orderhistory.OrderHistoryEntry;
import io.ordertrail.query.orderhistory.OrderPage;
import io.ordertrail.query.restaurant.FindRestaurantsByIds;
import io.ordertrail.query.restaurant.RestaurantEntry;
import io.ordertrail.query.ticket.Board;
import io.ordertrail.query.ticket.FindBoard;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest({GraphQlController.class, LookUps.class, OrderParts.class, ConsumerParts.class, RestaurantParts.class, Subscriptions.class})
@Import({Engine.class, Errors.class, KnownDocuments.class, Limits.class, Loaders.class, Operations.class, Scalars.class, Shown.class})
class GraphQlControllerTest {

    private static final String ORDER = "{ order(id: \"1\") { id } }";

    /** Counts what is under way. */
    @TestConfiguration
    static class Observed {

        private final AtomicInteger underWay = new AtomicInteger();

        @Bean
        AtomicInteger underWay() {
            return underWay;
        }

        @Bean
        ObservationRegistry observations() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new ObservationHandler<>() {

                @Override
                public void onStart(Observation.Context context) {
                    underWay.incrementAndGet();
                }

                @Override
                public void onStop(Observation.Context context) {
                    underWay.decrementAndGet();
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                    return true;
                }
            });
            return registry;
        }
    }

    @Autowired
    private AtomicInteger underWay;

    @MockitoBean
    private Queries queries;

    @MockitoBean
    private LiveGateway live;

    @MockitoBean
    private Cursors cursors;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private JsonMapper json;

    private MvcTestResult post(String query, Map<String, Object> variables, String... headers) {
        return send(json.writeValueAsString(Map.of("query", query, "variables", variables)), headers);
    }

    private MvcTestResult send(String body, String... headers) {
        MockMvcTester.MockMvcRequestBuilder request = http.post().uri("/graphql").contentType(MediaType.APPLICATION_JSON).content(body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }

    private JsonNode ask(String query) {
        return body(post(query, Map.of()));
    }

    private JsonNode body(MvcTestResult answer) {
        return json.readTree(answer.getResponse().getContentAsByteArray());
    }

    /** Whatever has become of the operations, nothing is kept of them. */
    @AfterEach
    void nothingIsSeenToGoOn() {
        assertThat(underWay).hasValue(0);
    }

    private static void refused(JsonNode answer, String code, String field) {
        assertThat(answer.at("/errors/0/extensions/code").asString("")).as(answer.toString()).isEqualTo(code);
        assertThat(answer.at("/errors/0/extensions/field").asString("")).as(answer.toString()).isEqualTo(field == null ? "" : field);
        assertThat(answer.at("/errors/0/message").asString("")).isNotBlank();
        assertThat(answer.toString()).doesNotContain("Exception", "io.ordertrail", "graphql.");
    }

    @Test
    void whatIsNotThereIsNullWithAnError() {
        when(queries.ask(new FindOrdersByIds(List.of("1"), List.of()), OrderPage.class)).thenReturn(new OrderPage(List.of(), null));
        JsonNode answer = ask(ORDER);
        assertThat(answer.at("/data/order").isNull()).isTrue();
        refused(answer, "NOT_FOUND", null);
        assertThat(answer.at("/errors/0/path/0").asString()).isEqualTo("order");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"first|{ orders(first: 0) { pageInfo { hasNextPage } } }",
            "first|{ orders(first: 101) { pageInfo { hasNextPage } } }", "first|{ orders(first: null) { pageInfo { hasNextPage } } }",
            "first|{ orders(first: \"x\") { pageInfo { hasNextPage } } }", "limit|{ orders(limit: 5) { pageInfo { hasNextPage } } }",
            "status|{ orders(status: [EATEN]) { pageInfo { hasNextPage } } }",
            "from|{ orders(from: \"yesterday\") { pageInfo { hasNextPage } } }",
            "from|{ orders(from: 5) { pageInfo { hasNextPage } } }", "olderThan|{ orders(olderThan: \"15\") { pageInfo { hasNextPage } } }",
            "to|{ orders(from: \"2026-11-21T12:00:00Z\", to: \"2026-11-21T11:00:00Z\") { pageInfo { hasNextPage } } }",
            "ids|{ ordersById(ids: []) { id } }", "id|{ order { id } }",
            "since|{ consumer(id: \"1\") { orders { pageInfo { hasNextPage } } } }"})
    void whatIsWrongIsNamed(String field, String query) {
        refused(ask(query), "INVALID", field);
        verifyNoInteractions(queries);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"{|", "{ order(id: \"1\") { eaten } }|", "{ order(id: \"1\") }|", "query A { __typename } query B { __typename }|",
                    "query($n: Int!) { orders(first: $n) { pageInfo { hasNextPage } } }|n", "mutation { cancel }|"})
    void whatIsNoQueryIsRefused(String query, String field) {
        MvcTestResult answer = post(query, Map.of());
        assertThat(answer).hasStatus(400).hasContentType("application/graphql-response+json");
        refused(body(answer), "INVALID", field);
        assertThat(body(answer).has("data")).isFalse();
        assertThat(post(query, Map.of(), HttpHeaders.ACCEPT, "application/json")).hasStatusOk().hasContentType(MediaType.APPLICATION_JSON);
    }

    @Test
    void whatIsNoRequestOfGraphQlIsRefusedAsEverywhere() {
        assertThat(send("{")).hasStatus(400).bodyJson().extractingPath("code").isEqualTo("MALFORMED_JSON");
        assertThat(send("")).hasStatus(400);
        assertThat(send("{\"query\":5}")).hasStatus(400).bodyJson().extractingPath("field").isEqualTo("/query");
        assertThat(send("{\"query\":\"{ a }\",\"variables\":[]}")).hasStatus(400).bodyJson().extractingPath("field")
                .isEqualTo("/variables");
        MvcTestResult nothing = send("{}");
        assertThat(nothing).hasStatus(400);
        refused(body(nothing), "INVALID", "/query");
        assertThat(http.get().uri("/graphql")).hasStatus(405).bodyJson().extractingPath("code").isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(http.post().uri("/graphql").contentType(MediaType.TEXT_PLAIN).content("{}")).hasStatus(415);
        assertThat(post(ORDER, Map.of(), HttpHeaders.ACCEPT, "text/html")).hasStatus(406);
        assertThat(http.post().uri("/graphql?pretty=1").contentType(MediaType.APPLICATION_JSON).content("{}")).hasStatus(400);
        verifyNoInteractions(queries);
    }

    @Test
    void aTokenHoldsForEveryFieldAndGarbageIsNone() {
        ConsistencyToken token = new ConsistencyToken("consumer-1", 3, "");
        when(queries.ask(new FindConsumersByIds(List.of("1"), List.of(token)), FindConsumersByIds.Found.class))
                .thenReturn(new FindConsumersByIds.Found(List.of(ada())));
        when(queries.ask(new FindRestaurantsByIds(List.of("1"), List.of(token)), FindRestaurantsByIds.Found.class))
                .thenThrow(Refusal.viewBehind("restaurants"));
        MvcTestResult answer = post("{ consumer(id: \"1\") { id } restaurant(id: \"1\") { id } }", Map.of(),
                ConsistencyToken.HEADER, token.encode());
        assertThat(answer).hasStatusOk().hasHeader(HttpHeaders.RETRY_AFTER, "1");
        assertThat(body(answer).at("/data/consumer/id").asString()).isEqualTo("1");
        assertThat(body(answer).at("/data/restaurant").isNull()).isTrue();
        refused(body(answer), "VIEW_BEHIND", null);
        assertThat(body(answer).at("/errors/0/extensions/retryAfter").asInt()).isEqualTo(1);

        MvcTestResult garbage = post(ORDER, Map.of(), ConsistencyToken.HEADER, "garbage");
        assertThat(garbage).hasStatus(400);
        refused(body(garbage), "BAD_TOKEN", ConsistencyToken.HEADER);
    }

    private static ConsumerEntry ada() {
        return new ConsumerEntry(new ConsumerId("1"), 3, new PersonName("Ada Lovelace"), null);
    }

    @Test
    void onceAStoreIsAwayItIsNotWaitedForAgain() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenThrow(Refusal.of(Code.UNAVAILABLE, "away"));
        JsonNode answer = ask("{ a: orders { pageInfo { hasNextPage } } b: orders { pageInfo { hasNextPage } } }");
        assertThat(answer.path("errors")).hasSize(2);
        refused(answer, "UNAVAILABLE", null);
        verify(queries, times(1)).ask(any(FindMatchingOrders.class), eq(OrderPage.class));
    }

    @Test
    void aFailureOfOursIsNotToldInItsWords() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenThrow(new IllegalStateException("secret"));
        JsonNode answer = ask("{ orders { pageInfo { hasNextPage } } }");
        refused(answer, "INTERNAL_ERROR", null);
        assertThat(answer.toString()).doesNotContain("secret");
    }

    @Test
    void whatCannotBeLookedUpIsRefusedForEachFieldThatWantedIt() {
        when(queries.ask(any(FindOrdersByIds.class), eq(OrderPage.class))).thenThrow(Refusal.of(Code.UNAVAILABLE, "away"));
        JsonNode answer = ask("{ a: order(id: \"1\") { id } b: order(id: \"2\") { id } }");
        assertThat(answer.path("errors").findValuesAsString("code")).containsExactly("UNAVAILABLE", "UNAVAILABLE");
        MvcTestResult stream = post("subscription { ordersOfConsumer(consumerId: \"1\") { id } }", Map.of(), HttpHeaders.ACCEPT,
                "text/event-stream");
        assertThat(stream).hasStatusOk();
        when(queries.ask(any(FindOwners.class), eq(FindOwners.Owners.class))).thenThrow(Refusal.of(Code.UNAVAILABLE, "away"));
        assertThat(post("subscription { ordersOfConsumer(consumerId: \"1\") { id } }", Map.of(), HttpHeaders.ACCEPT, "text/event-stream"))
                .hasStatus(503).hasHeader(HttpHeaders.RETRY_AFTER, "1");
    }

    @Test
    void aBadCursorIsBlamedOnTheArgumentThatBroughtIt() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class)))
                .thenThrow(Refusal.ofField(Code.BAD_CURSOR, "cursor", "This is not a cursor of this list"));
        refused(ask("{ orders(after: \"x\") { pageInfo { hasNextPage } } }"), "BAD_CURSOR", "after");
    }

    @Test
    void tooDeepAQueryIsRefused() {
        String deep =
                "orders(since: \"2026-01-01T00:00:00Z\", first: 1) { edges { node { restaurant { ".repeat(4) + "id" + " } } } }".repeat(4);
        MvcTestResult answer = post("{ restaurant(id: \"1\") { " + deep + " } }", Map.of());
        assertThat(answer).hasStatus(413);
        refused(body(answer), "TOO_LARGE", null);
        verifyNoInteractions(queries);
    }

    @Test
    void tooCostlyAQueryIsRefusedHoweverItIsWritten() {
        refused(ask("{ orders(first: 100) { edges { node { events(first: 100) { edges { node { id } } } } } } }"), "TOO_LARGE", null);
        refused(body(post("query($n: Int) { orders(first: $n) { edges { node { events(first: $n) { edges { node { id } } } } } } }",
                Map.of("n", 100))), "TOO_LARGE", null);
        String aliases = IntStream.range(0, 300).mapToObj(i -> "a%d: order(id: \"%d\") { id }".formatted(i, i))
                .collect(Collectors.joining(" ", "{ ", " }"));
        refused(ask(aliases), "TOO_LARGE", null);
        String manyWords = "{ " + "__typename ".repeat(6_000) + "}";
        refused(ask(manyWords), "INVALID", null);
        verifyNoInteractions(queries);
    }

    /** Forty of them would stand for a million million fields. */
    @Test
    void fragmentsWithinFragmentsAreCountedAndNotSpeltOut() {
        String bomb = IntStream.range(0, 40).mapToObj(i -> "fragment f%d on Order { ...f%d ...f%d }".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(" ")) + " fragment f40 on Order { id }";
        MvcTestResult answer = post("{ order(id: \"1\") { ...f0 } } " + bomb, Map.of());
        refused(body(answer), "TOO_LARGE", null);
        refused(ask("{ __schema { queryType { ...f0 } } } " + bomb.replace("on Order", "on __Type").replace("{ id }", "{ name }")),
                "TOO_LARGE",
                null);
        refused(ask("{ order(id: \"1\") { ...f0 } } " + bomb.replace("{ id }", "{ ...nowhere }")), "TOO_LARGE", null);
        refused(ask("{ order(id: \"1\") { ...a } } fragment a on Order { ...b } fragment b on Order { ...a }"), "INVALID", null);
        verifyNoInteractions(queries);
    }

    /** Cursors are sealed texts; here, their bytes in another form. */
    @Test
    void aBoardIsReadPageByPageFromWhereItWas() {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        when(cursors.seal(any(), eq("BOARD 1"))).thenAnswer(call -> HexFormat.of().formatHex(call.getArgument(0)));
        when(cursors.open(any(), eq("BOARD 1"))).thenAnswer(call -> HexFormat.of().parseHex(call.getArgument(0)));
        when(queries.ask(new FindRestaurantsByIds(List.of("1"), List.of()), FindRestaurantsByIds.Found.class))
                .thenReturn(new FindRestaurantsByIds.Found(List.of(ajanta())));
        List<Board.Item> items = List.of(item("1", TicketStatus.AWAITING_ACCEPTANCE, noon), item("2", TicketStatus.ACCEPTED, noon),
                item("3", TicketStatus.ACCEPTED, noon.plusSeconds(1)), item("4", TicketStatus.CREATE_PENDING, noon));
        when(queries.ask(new FindBoard("1", 0, List.of()), Board.class)).thenReturn(new Board(items, null));
        JsonNode first = board("first: 2");
        assertThat(first.findValuesAsString("orderId")).containsExactly("1", "2");
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();

        // The second has been picked up meanwhile, and the first accepted.
        when(queries.ask(new FindBoard("1", 0, List.of()), Board.class)).thenReturn(
                new Board(List.of(item("1", TicketStatus.ACCEPTED, noon), items.get(2), items.get(3)), null));
        JsonNode second = board("first: 2, after: \"%s\"".formatted(first.at("/pageInfo/endCursor").asString()));
        assertThat(second.findValuesAsString("orderId")).containsExactly("3", "4");
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(second.at("/pageInfo/hasPreviousPage").asBoolean()).isTrue();
    }

    private JsonNode board(String arguments) {
        return ask(
                "{ restaurant(id: \"1\") { board(%s) { edges { node { orderId } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"
                        .formatted(arguments))
                .at("/data/restaurant/board");
    }

    private static RestaurantEntry ajanta() {
        return new RestaurantEntry(new RestaurantId("1"), 0, true, "Ajanta", null, null, 3000, new TimeZoneName("UTC"), "24/7", null,
                new CurrencyCode("EUR"), null, List.of());
    }

    private static Board.Item item(String order, TicketStatus status, Instant due) {
        return new Board.Item(new OrderId(order), new TicketId(order), status, null, due, List.of());
    }

    @Test
    void aSubscriptionBecomesALiveStreamThatSaysWhatWasAskedFor() {
        String query = "subscription { order(id: \"1\") { id status } }";
        assertThat(post(query, Map.of(), HttpHeaders.ACCEPT, "application/json")).hasStatus(406);
        doAnswer(call -> {
            LiveContent content = call.getArgument(1);
            assertThat(content.name("OrderApproved")).isEqualTo("next");
            ConsistencyToken seen = new ConsistencyToken("order-1", 1, "1");
            when(queries.ask(new FindOrder("1", List.of(seen)), OrderHistoryEntry.class)).thenThrow(Refusal.viewBehind("order-history"));
            assertThatThrownBy(() -> content.of("1", List.of(seen))).isInstanceOf(Refusal.class)
                    .hasMessageContaining("VIEW_BEHIND");
            assertThat(content).isEqualTo(call.getArgument(1));
            return null;
        }).when(live).open(eq(new Topic(Topic.Kind.ORDER, "1")), any(), eq("17"), any(), any());
        MvcTestResult answer = post(query, Map.of(), HttpHeaders.ACCEPT, "text/event-stream", "Last-Event-ID", "17");
        assertThat(answer).hasStatusOk();
        verify(live).open(any(), any(), eq("17"), any(), any());
        verify(queries, times(2)).ask(new FindOwners(List.of(), 0, List.of()), FindOwners.Owners.class);
    }

    @Test
    void whoTakesStreamsOnlyIsToldSoInOne() {
        when(queries.ask(new FindOrder("1", List.of()), OrderHistoryEntry.class)).thenThrow(Refusal.notFound("order", "1"));
        MvcTestResult answer = post("subscription { order(id: \"1\") { id } }", Map.of(), HttpHeaders.ACCEPT, "text/event-stream");
        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM).bodyText()
                .startsWith("event: next\ndata: {").contains("NOT_FOUND").endsWith("event: complete\ndata:\n\n");
        when(queries.ask(new FindOrdersByIds(List.of("1"), List.of()), OrderPage.class)).thenReturn(new OrderPage(List.of(), null));
        assertThat(post(ORDER, Map.of(), HttpHeaders.ACCEPT, "text/event-stream")).bodyText().contains("NOT_FOUND");
        verifyNoInteractions(live);
    }
}
