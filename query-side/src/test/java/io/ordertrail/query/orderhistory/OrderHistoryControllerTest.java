package io.ordertrail.query.orderhistory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.Single;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.ordertrail.views.history.History;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest(OrderHistoryController.class)
@Import(Single.class)
class OrderHistoryControllerTest {

    private static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");

    @MockitoBean
    private Queries queries;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private JsonMapper json;

    @Test
    void anOrderIsAnsweredInTheOneShape() {
        when(queries.ask(new FindOrder("1", List.of()), OrderHistoryEntry.class)).thenReturn(entry(Lives.delivered("1")));
        assertThat(http.get().uri("/orders/1")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"id":"1","status":"DELIVERED","version":4,"consumerId":"ada","restaurant":{"id":"ajanta","name":"Ajanta"},
                 "lines":[{"menuItemId":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"},"quantity":10}],
                 "total":{"amount":"123.40","currency":"EUR"},"placedAt":"2026-11-21T17:30:00Z","requestedFor":"2026-11-21T18:30:00Z",
                 "reference":"T-1",
                 "deliverTo":{"address":{"street":"Mozartplatz 1","city":"Salzburg","postalCode":"5020","country":"AT"},
                              "location":{"lat":47.799,"lon":13.04}},
                 "ticket":{"id":"1","status":"PICKED_UP","readyBy":"2026-11-21T18:00:00Z"},
                 "payment":{"status":"CAPTURED","amount":{"amount":"123.40","currency":"EUR"},
                            "refunded":{"amount":"60.00","currency":"EUR"}},
                 "delivery":{"id":"1","status":"COMPLETED","courierId":"courier",
                             "courierLocation":{"lat":47.801,"lon":13.045,"at":"2026-11-21T18:03:00Z"},"pickUpAt":"2026-11-21T18:00:00Z",
                             "estimatedAt":"2026-11-21T18:30:00Z","pickedUpAt":"2026-11-21T18:01:00Z",
                             "deliveredAt":"2026-11-21T18:25:00Z"}}""");
    }

    @Test
    void theTagNamesTheOrdersVersionAndSparesAClientTheRest() {
        when(queries.ask(new FindOrder("1", List.of()), OrderHistoryEntry.class)).thenReturn(entry(Lives.delivered("1")));
        String tag = http.get().uri("/orders/1").exchange().getResponse().getHeader(HttpHeaders.ETAG);
        assertThat(tag).matches("\"4-[0-9a-z]+\"");
        assertThat(http.get().uri("/orders/1").header(HttpHeaders.IF_NONE_MATCH, tag)).hasStatus(HttpStatus.NOT_MODIFIED);
    }

    @Test
    void anAnswerSurvivesTheWayFromAnotherNodeButForWhatOnlyQueriesNeed() {
        OrderPage page = new OrderPage(List.of(entry(Lives.delivered("1")), entry(Lives.cancelled("2"))), "next");
        OrderPage travelled = json.readValue(json.writeValueAsString(page), OrderPage.class);
        assertThat(travelled).usingRecursiveComparison().ignoringFields("items.words", "items.changedAt").isEqualTo(page);
    }

    @Test
    void anUnknownOrderIsNotFound() {
        when(queries.ask(new FindOrder("$ne", List.of()), OrderHistoryEntry.class)).thenThrow(Refusal.notFound("order", "$ne"));
        assertThat(http.get().uri("/orders/$ne")).hasStatus(HttpStatus.NOT_FOUND).bodyJson().extractingPath("code").isEqualTo("NOT_FOUND");
    }

    @Test
    void aViewThatIsBehindAsksToTryAgain() {
        ConsistencyToken token = new ConsistencyToken("order-1", 3, "");
        when(queries.ask(new FindOrder("1", List.of(token)), OrderHistoryEntry.class)).thenThrow(Refusal.of(Code.VIEW_BEHIND, "not yet"));
        MvcTestResult answer = http.get().uri("/orders/1").header(ConsistencyToken.HEADER, token.encode()).exchange();
        assertThat(answer).hasStatus(HttpStatus.SERVICE_UNAVAILABLE).containsHeader(HttpHeaders.RETRY_AFTER);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("VIEW_BEHIND");
    }

    @ParameterizedTest
    @CsvSource({"consumers,CONSUMER", "restaurants,RESTAURANT"})
    void aListAsksForWhatTheParametersSay(String path, Side side) {
        FindOrders plain = new FindOrders(side, "7", new OrderFilter(SINCE, null, Set.of(), Set.of()), null, 20, List.of());
        when(queries.ask(plain, OrderPage.class)).thenReturn(new OrderPage(List.of(), null));
        assertThat(http.get().uri("/" + path + "/7/orders?since=2026-11-01T00:00:00Z")).hasStatusOk()
                .bodyJson().isStrictlyEqualTo("{\"items\":[]}");

        FindOrders full = new FindOrders(side, "7", new OrderFilter(SINCE, SINCE.plusSeconds(3600),
                Set.of(OrderStatus.APPROVED, OrderStatus.CANCELLED), Set.of("creme", "pizza")), "abc", 100, List.of());
        when(queries.ask(full, OrderPage.class)).thenReturn(new OrderPage(List.of(), "def"));
        assertThat(http.get().uri("/" + path + "/7/orders?since={since}&until={until}&status=APPROVED&status=CANCELLED"
                + "&keywords={words}&cursor=abc&limit=100", "2026-11-01T01:00:00+01:00", "2026-11-01T01:00:00Z", "Pizza, crème"))
                .hasStatusOk()
                .bodyJson().isStrictlyEqualTo("{\"items\":[],\"next\":\"def\"}");
    }

    @Test
    void untilMayBeSince() {
        when(queries.ask(any(FindOrders.class), eq(OrderPage.class))).thenReturn(new OrderPage(List.of(), null));
        assertThat(http.get().uri("/consumers/7/orders?since=2026-11-01T00:00:00Z&until=2026-11-01T00:00:00Z&keywords=%20-")).hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"since|''", "since|since=", "since|since=2026-11-01T00:00:00", "since|since=2026-11-01",
            "since|since=yesterday", "since|since=2026-02-30T00:00:00Z", "since|since=%2B1000000000-01-01T00:00:00Z",
            "until|since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00", "until|since=2026-11-01T00:00:00Z&until=2026-10-31T23:59:59.999Z",
            "status|since=2026-11-01T00:00:00Z&status=EATEN", "status|since=2026-11-01T00:00:00Z&status=APPROVED&status=approved",
            "limit|since=2026-11-01T00:00:00Z&limit=0", "limit|since=2026-11-01T00:00:00Z&limit=101",
            "limit|since=2026-11-01T00:00:00Z&limit=1000000000", "limit|since=2026-11-01T00:00:00Z&limit=99999999999",
            "limit|since=2026-11-01T00:00:00Z&limit=-1", "limit|since=2026-11-01T00:00:00Z&limit=5.0",
            "limit|since=2026-11-01T00:00:00Z&limit=x"})
    void whatIsWrongIsNamed(String field, String parameters) {
        MvcTestResult answer = http.get().uri("/consumers/7/orders?" + parameters).exchange();
        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("INVALID");
        assertThat(answer).bodyJson().extractingPath("field").isEqualTo(field);
        verifyNoInteractions(queries);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "AAAA", ","})
    void garbageInAHeaderIsNoToken(String token) {
        MvcTestResult answer = http.get().uri("/orders/1").header(ConsistencyToken.HEADER, token + ",x").exchange();
        assertThat(answer).hasStatus(HttpStatus.BAD_REQUEST).bodyJson().extractingPath("code").isEqualTo("BAD_TOKEN");
        verifyNoInteractions(queries);
    }

    private static OrderHistoryEntry entry(List<DomainEvent> life) {
        OrderHistoryProjection projection = new OrderHistoryProjection();
        OrderHistoryEntry entry = null;
        for (var event : History.of(life.toArray(DomainEvent[]::new)).recorded()) {
            entry = projection.keyOf(event) == null ? entry : projection.evolve(entry, event);
        }
        return entry;
    }
}
