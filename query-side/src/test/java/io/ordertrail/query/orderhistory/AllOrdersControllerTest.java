package io.ordertrail.query.orderhistory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RequestTime;
import io.ordertrail.query.Queries;
import io.ordertrail.views.history.History;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(AllOrdersController.class)
@Import({OrderStreams.class, AllOrdersControllerTest.Noon.class})
class AllOrdersControllerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TestConfiguration
    static class Noon {

        @Bean
        @Primary
        Clock noon() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }

    @MockitoBean
    private Queries queries;

    @Autowired
    private MockMvcTester http;

    @Test
    void theListAsksForWhatTheParametersSay() {
        OrderCriteria plain = new OrderCriteria(null, null, null, null, null, new OrderFilter(Instant.EPOCH, null, Set.of(), Set.of()));
        when(queries.ask(new FindMatchingOrders(plain, null, 20, List.of()), OrderPage.class)).thenReturn(new OrderPage(List.of(), null));
        assertThat(http.get().uri("/orders")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"items\":[]}");
        assertThat(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "*/*")).hasStatusOk().bodyJson()
                .isStrictlyEqualTo("{\"items\":[]}");

        OrderCriteria full = new OrderCriteria("r", "c", "T-417", Duration.ofMinutes(15), NOW.minusSeconds(900),
                new OrderFilter(NOW.minusSeconds(60), NOW, Set.of(OrderStatus.APPROVED, OrderStatus.CANCELLED), Set.of("pizza")));
        when(queries.ask(new FindMatchingOrders(full, "abc", 7, List.of()), OrderPage.class)).thenReturn(new OrderPage(List.of(), "def"));
        assertThat(http.get().uri("/orders?restaurantId=r&consumerId=c&reference=T-417&olderThan=PT15M&from=2026-11-21T11:59:00Z"
                + "&to=2026-11-21T12:00:00Z&status=APPROVED&status=CANCELLED&keywords=Pizza&cursor=abc&limit=7")).hasStatusOk()
                .bodyJson().isStrictlyEqualTo("{\"items\":[],\"next\":\"def\"}");
    }

    /** The kind: a bound for one answer, laid upon one that is as long as its list. */
    @Test
    void eachPageOfAStreamHasTheWholeTimeOfAQuestion() {
        Duration bound = Duration.ofHours(1);
        Duration nearly = bound.minusMillis(50);
        List<Duration> left = new ArrayList<>();
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenAnswer(asked -> {
            left.add(RequestTime.left(bound));
            while (RequestTime.left(bound).compareTo(nearly) > 0) {
                Thread.onSpinWait();
            }
            return new OrderPage(List.of(), left.size() == 3 ? null : "next");
        });

        assertThat(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "application/x-ndjson")).hasStatusOk().bodyText()
                .contains("\"end\":true");
        assertThat(left).hasSize(3).allSatisfy(time -> assertThat(time).isGreaterThan(nearly));
    }

    @Test
    void upToAHundredAreFoundByTheirIds() {
        when(queries.ask(new FindOrdersByIds(List.of("a", "b", "c"), List.of()), OrderPage.class))
                .thenReturn(new OrderPage(List.of(), null));
        assertThat(http.get().uri("/orders?ids=a,b&ids=c&ids=a")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"items\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit|limit=0", "limit|limit=101", "limit|limit=x", "status|status=EATEN", "from|from=yesterday",
            "to|from=2026-11-21T12:00:00Z&to=2026-11-21T11:00:00Z", "olderThan|olderThan=15", "olderThan|olderThan=PT",
            "olderThan|olderThan=-PT15M", "olderThan|olderThan=P1M", "olderThan|olderThan=P999999D", "ids|ids=", "ids|ids=a&limit=5",
            "ids|ids=a&status=APPROVED", "state|state=APPROVED", "since|since=2026-11-01T00:00:00Z"})
    void whatIsWrongIsNamed(String field, String parameters) {
        refused(http.get().uri("/orders?" + parameters).exchange(), HttpStatus.BAD_REQUEST, "INVALID", field);
    }

    @Test
    void aHundredAndOneIdsAreTooMany() {
        String ids = String.join(",", java.util.stream.IntStream.range(0, 101).mapToObj(Integer::toString).toList());
        refused(http.get().uri("/orders?ids=" + ids).exchange(), HttpStatus.BAD_REQUEST, "INVALID", "ids");
    }

    @Test
    void whatElseIsAcceptedIsNotServed() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenReturn(page(null, "1"));
        refused(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/html").exchange(), HttpStatus.NOT_ACCEPTABLE, "NOT_ACCEPTABLE",
                null);
    }

    @Test
    void aStreamIsAllPagesAndEndsByALineThatSaysSo() {
        twoPages();
        MvcTestResult lines = http.get().uri("/orders").header(HttpHeaders.ACCEPT, "application/x-ndjson").exchange();
        assertThat(lines).hasStatusOk().hasContentType("application/x-ndjson");
        assertThat(lines).bodyText().satisfies(text -> assertThat(text.lines()).hasSize(4).first().asString().startsWith("{\"id\":\"1\","))
                .endsWith("{\"end\":true,\"count\":3}\n");
        MvcTestResult table = http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/csv").exchange();
        assertThat(table).bodyText()
                .startsWith(OrderCsv.HEADER + "\r\n1,DELIVERED,4,T-1,ada,ajanta,Ajanta,10 x Chicken Vindaloo,123.40,EUR,")
                .endsWith("#end,3\r\n");
    }

    @Test
    void aStreamThatCannotBeGoneOnWithHasNoEnd() {
        twoPages();
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenReturn(page("next", "1", "2"))
                .thenThrow(Refusal.of(Code.UNAVAILABLE, "gone"));
        MvcTestResult answer = http.get().uri("/orders").header(HttpHeaders.ACCEPT, "application/x-ndjson").exchange();
        assertThat(new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("\"end\":true");
    }

    @Test
    void aStreamIsRefusedAsLongAsNothingIsWritten() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenThrow(Refusal.of(Code.VIEW_BEHIND, "not yet"));
        refused(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/csv").exchange(), HttpStatus.SERVICE_UNAVAILABLE, "VIEW_BEHIND",
                null);
        refused(http.get().uri("/orders?limit=5").header(HttpHeaders.ACCEPT, "text/csv").exchange(), HttpStatus.BAD_REQUEST, "INVALID",
                "limit");
    }

    /** Each begins while the one before writes. */
    @Test
    void aNinthStreamAtATimeIsRefusedAndThereIsRoomAgainAfterwards() {
        List<MvcTestResult> answers = new ArrayList<>();
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenAnswer(call -> {
            answers.add(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/csv").exchange());
            return page(null, "1");
        });
        assertThat(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/csv")).hasStatusOk();
        refused(answers.getFirst(), HttpStatus.SERVICE_UNAVAILABLE, "OVERLOADED", null);
        assertThat(answers.getFirst()).containsHeader(HttpHeaders.RETRY_AFTER);
        assertThat(answers.subList(1, answers.size())).hasSize(7).allSatisfy(answer -> assertThat(answer).hasStatusOk());

        answers.clear();
        assertThat(http.get().uri("/orders").header(HttpHeaders.ACCEPT, "text/csv")).hasStatusOk();
        assertThat(answers).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"=1+1|'=1+1", "+1|'+1", "-1|'-1", "@a|'@a", "a,b|\"a,b\"", "a\"b|\"a\"\"b\"",
            "=a,b|\"'=a,b\"", "a=1|a=1"})
    void noCellIsTakenForAFormula(String text, String cell) {
        assertThat(OrderCsv.cell(text)).isEqualTo(cell);
        assertThat(OrderCsv.cell("\tx")).isEqualTo("'\tx");
        assertThat(OrderCsv.cell("\rx")).isEqualTo("\"'\rx\"");
        assertThat(OrderCsv.cell(null)).isEmpty();
    }

    private void twoPages() {
        when(queries.ask(any(FindMatchingOrders.class), eq(OrderPage.class))).thenAnswer(call -> {
            FindMatchingOrders query = call.getArgument(0);
            return query.cursor() == null ? page("next", "1", "2") : page(null, "3");
        });
    }

    private static OrderPage page(String next, String... ids) {
        return new OrderPage(List.of(ids).stream().map(id -> entry(Lives.delivered(id))).toList(), next);
    }

    private static OrderHistoryEntry entry(List<DomainEvent> life) {
        OrderHistoryProjection projection = new OrderHistoryProjection();
        OrderHistoryEntry entry = null;
        for (var event : History.of(life.toArray(DomainEvent[]::new)).recorded()) {
            entry = projection.keyOf(event) == null ? entry : projection.evolve(entry, event);
        }
        return entry;
    }

    private static void refused(MvcTestResult answer, HttpStatus status, String code, String field) {
        assertThat(answer).hasStatus(status).bodyJson().extractingPath("code").isEqualTo(code);
        if (field != null) {
            assertThat(answer).bodyJson().extractingPath("field").isEqualTo(field);
        }
    }
}
