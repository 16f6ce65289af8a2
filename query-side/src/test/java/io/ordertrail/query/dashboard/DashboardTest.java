package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.ordertrail.platform.actions.Action;
import io.ordertrail.platform.actions.Actions;
import io.ordertrail.platform.parking.ParkedEvents;
import io.ordertrail.platform.processors.ProcessorControl;
import io.ordertrail.platform.processors.ProcessorStatus;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.signs.Sign;
import io.ordertrail.platform.signs.Signs;
import io.ordertrail.query.Queries;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.live.LiveGateway;
import io.ordertrail.query.live.Topic;
import io.ordertrail.query.orderevents.FindOrderEvents;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.healing.Healing;
import io.ordertrail.views.healing.Healing.ParkedDocument;
import io.ordertrail.views.projection.Parked.Category;
import io.ordertrail.views.rebuild.PastRebuild;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.rebuild.Stepping;
import io.ordertrail.views.rebuild.verify.DocumentSteps;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest({PagesController.class, ActionsController.class, AttentionController.class})
@Import({Pages.class, Needs.class, Concerns.class, OrderLives.class, Parts.class, Live.class, OwnPage.class, Calm.class})
class DashboardTest {

    private static final String VIEW = "/dashboard/views/order-history";

    @MockitoBean
    private ViewPanels panels;
    @MockitoBean
    private Rebuilds rebuilds;
    @MockitoBean
    private Healing healing;
    @MockitoBean
    private ProcessorControl processors;
    @MockitoBean
    private Queries queries;
    @MockitoBean
    private Signs signs;
    @MockitoBean
    private ParkedEvents parkedEvents;
    @MockitoBean
    private LiveGateway streams;
    @MockitoBean
    private Actions actions;
    @MockitoBean
    private Stepping stepping;

    @Autowired
    private MockMvcTester http;

    @BeforeEach
    void nothingHappens() {
        sees(Seen.calm());
        when(parkedEvents.page("", 50)).thenReturn(new ParkedEvents.Page(List.of(), null));
        when(processors.status())
                .thenReturn(List.of(new ProcessorStatus("processes", true, List.of(new SegmentStatus(0, "n", 5, true, null),
                        new SegmentStatus(1, "n", 5, true, null))), new ProcessorStatus("accounts", false, List.of())));
    }

    private void sees(ViewPanel panel) {
        when(panels.look()).thenReturn(List.of(panel));
    }

    @Test
    void theFirstPageShowsEveryViewWithAWayToRebuildIt() {
        assertThat(http.get().uri("/dashboard")).hasStatusOk().bodyText()
                .contains("<!DOCTYPE html>", "<h1>Views</h1>", VIEW, "generation 1", "0 events", "1,000", "<polyline points=",
                        "action=\"/dashboard/views/order-history/rebuilds\"", "Rebuild order-history");
    }

    @Test
    void aViewsPageShowsSegmentsWithTheirErrorsAsText() {
        assertThat(http.get().uri(VIEW)).hasStatusOk().bodyText()
                .contains("Segment 0", "4711@host", "nobody works on it", "torn &lt;page&gt;").doesNotContain("torn <page>", "Roll back");
    }

    @Test
    void aRebuildShowsHowFarItIsAndOnlyThatItCanBeCancelled() {
        sees(Seen.building());
        assertThat(http.get().uri(VIEW)).hasStatusOk().bodyText()
                .contains("building", "61 %", "614,400", "of 1,000,000", "151,200", "1 min 15 s", "40,960", "nobody builds it just now",
                        VIEW + "/rebuilds/r1/cancel")
                .doesNotContain("/switch\"", "/rollback\"", "value=\"WHEN_EQUAL\"");
    }

    @Test
    void aReportShowsDifferingFieldsSideBySideAndAsksForADecision() {
        sees(Seen.waiting());
        assertThat(http.get().uri(VIEW)).hasStatusOk().bodyText()
                .contains("3 documents of 42 would change", "01K&lt;b&gt;", "/status", "<del>APPROVED</del>", "<ins>CANCELLED</ins>",
                        "the whole document", "not there", VIEW + "/rebuilds/r1/switch", VIEW + "/rebuilds/r1/cancel")
                .doesNotContain("/rollback\"");
        assertThat(http.get().uri("/dashboard")).bodyText().contains("waiting", "Decide");
    }

    @Test
    void goingBackIsOfferedOnlyWhileTheFormerGenerationIsKept() {
        sees(Seen.switched(1));
        assertThat(http.get().uri(VIEW)).bodyText().contains("All 40 documents came out as they were", "Roll back to generation 1",
                "is then dropped");
        sees(Seen.switched(0));
        assertThat(http.get().uri(VIEW)).bodyText().doesNotContain("Roll back", "is then dropped");
    }

    @Test
    void aDocumentIsGoneThroughStepByStep() {
        when(stepping.steps("order-history", "a/b")).thenReturn(new DocumentSteps(List.of(
                new DocumentSteps.Step(7, "OrderApproved", "Order", "a", 1, Seen.NOW,
                        List.of(new DocumentSteps.Changed("/status", "<i>", "APPROVED")), 12, null),
                new DocumentSteps.Step(8, "OrderCancelled", "Order", "a", 2, Seen.NOW, List.of(), 3, "no total")), 2, Map.of(), Map.of(),
                false));
        assertThat(http.get().uri(VIEW + "/steps?id=a/b")).hasStatusOk().bodyText()
                .contains("OrderApproved", "/status", "&lt;i&gt;", "APPROVED", "12 µs", "no total", "is not what its 2 events come to");
    }

    @Test
    void whatNeedsSomebodyStandsFirstInWordsAndWithAWayToMendIt() {
        when(processors.status()).thenReturn(List.of(new ProcessorStatus("processes", false, List.of())));
        sees(Seen.waiting());
        assertThat(http.get().uri("/dashboard")).hasStatusOk().bodyText()
                .contains("The processes are paused", "/dashboard/processors#processes", "is built and waits for your decision",
                        VIEW + "#rebuild")
                .doesNotContain("All is well");
    }

    @Test
    void whereNothingNeedsAnybodyItIsSaidHowItGoes() {
        when(processors.status()).thenReturn(List.of(new ProcessorStatus("processes", true, List.of())));
        ViewStatus calm = Seen.calm().status();
        sees(new ViewPanel(new ViewStatus(calm.name(), calm.processor(), 1, 5, 0, 0, List.of(), 0, null, ViewStatus.State.FOLLOWING),
                Seen.calm().curve(), null, 0));
        assertThat(http.get().uri("/dashboard")).hasStatusOk().bodyText().contains("All is well", "events a second", "no order waits");
    }

    @Test
    void earlierRebuildsAndWhatOperatorsHaveDoneAreTold() {
        when(rebuilds.all("order-history")).thenReturn(List.of(new PastRebuild("r1", RebuildStatus.ROLLED_BACK, SwitchMode.WHEN_EQUAL, 2,
                Seen.NOW, Seen.NOW.plusSeconds(75), "ada", new PastRebuild.Counts(40, 39, 1, 0, 2), null)));
        when(actions.latest(eq(20), any())).thenReturn(List.of(
                new Action(Seen.NOW, "ada", "POST", VIEW + "/rebuilds/r1/rollback", 303, null),
                new Action(Seen.NOW, null, "POST", "/views/order-history/rebuilds", 409, null),
                new Action(Seen.NOW, "<b>", "POST", "/processors/processes/parked/01K/retry", 200, "tried")));
        assertThat(http.get().uri(VIEW)).hasStatusOk().bodyText()
                .contains("generation 2", "rolled back", "after 1 min 15 s, by ada", "1 different, 0 missing, 2 extra",
                        "Roll order-history back", "by ada", "Rebuild order-history", "by somebody", "refused (409)", "Try 01K again",
                        "by &lt;b&gt;", "done: tried");
    }

    @Test
    void aParkedDocumentShowsItsErrorAndCanBeHealed() {
        ViewStatus calm = Seen.calm().status();
        sees(new ViewPanel(new ViewStatus(calm.name(), calm.processor(), 1, 5, 0, 0, calm.segments(), 1, null, ViewStatus.State.FOLLOWING),
                Seen.calm().curve(), null,
                0));
        when(healing.parked("order-history", 100)).thenReturn(List.of(
                new ParkedDocument("01K/7", "e", "order-01K", 3L, 4_711L, Seen.NOW, "java.lang.IllegalStateException: no total", 2,
                        Category.CANNOT_BE_FOLDED, Category.CANNOT_BE_FOLDED.cause())));
        assertThat(http.get().uri("/dashboard")).bodyText().contains("1 parked");
        assertThat(http.get().uri(VIEW)).bodyText().contains("01K/7", "no total", "position 4,711", "2 later events", "Heal 01K/7");
    }

    @Test
    void whatNeedsAPersonStandsOnOnePageAndWhatNobodyTellsIsNotTakenForWell() {
        when(signs.all()).thenReturn(List.of(new Sign("ordertrail.orders.pending", "older=0s,status=CANCEL_PENDING", 3),
                new Sign("ordertrail.orders.pending.age", "status=CANCEL_PENDING", 75), new Sign("ordertrail.deadlines.overdue", "", 0),
                new Sign("ordertrail.deliveries.waiting", "", 2), new Sign("ordertrail.deliveries.waiting.age", "", 30),
                new Sign("ordertrail.parked.sequences", "", 1), new Sign("ordertrail.parked.age", "", 4)));

        assertThat(http.get().uri("/dashboard/attention")).hasStatusOk().bodyText().containsSubsequence("Orders APPROVAL_PENDING",
                "no node tells",
                "look", "Orders CANCEL_PENDING", "3 orders", "the oldest for 1 min 15 s", "status=CANCEL_PENDING&amp;olderThan=PT1M",
                "look", "1 order", "fine", "Acceptance deadlines overdue", "0 deadlines", "fine", "Deliveries without a courier",
                "2 deliveries",
                "None: the processes could handle every event");
    }

    @Test
    void aParkedEventShowsCauseAndPayloadAndCanBeTriedAgainOrGivenUpAfterAQuestion() {
        ParkedEvents.Event event = new ParkedEvents.Event(7, "e1", "OrderApproved", "1", "Order", "01A", 1, Seen.NOW,
                new JsonMapper().readTree("{\"orderId\":\"01A\",\"why\":\"<b>\"}"), Map.of());
        ParkedEvents.Parked parked =
                new ParkedEvents.Parked("01A", Seen.NOW, 3, Seen.NOW, "java.lang.IllegalStateException: no <i>delivery",
                        2, event, List.of());
        when(parkedEvents.page("", 50)).thenReturn(new ParkedEvents.Page(List.of(parked), null));
        when(parkedEvents.find("01A")).thenReturn(parked);

        assertThat(http.get().uri("/dashboard/attention")).hasStatusOk().bodyText()
                .contains("no &lt;i&gt;delivery", "OrderApproved", "&quot;why&quot; : &quot;&lt;b&gt;&quot;", "2 later events", "3 times",
                        "/dashboard/attention/parked/01A/retry")
                .doesNotContain("no <i>delivery");
        assertThat(http.get().uri("/dashboard/attention/parked/01A/discard")).bodyText().contains("Give up OrderApproved?", "2 events",
                "/dashboard/attention/parked/01A/events/e1/discard");
        verify(parkedEvents, never()).discard(any(), any());

        assertThat(own(http.post().uri("/dashboard/attention/parked/01A/retry"))).hasStatus(303);
        verify(parkedEvents).retry("01A");
        when(parkedEvents.discard("01A", "e1")).thenThrow(Refusal.notFound("event", "e1"));
        assertThat(own(http.post().uri("/dashboard/attention/parked/01A/events/e1/discard"))).hasStatus(404).bodyText()
                .contains("There is no event e1", "<h1>Attention</h1>");
    }

    @ParameterizedTest
    @CsvSource({"views/order-history/rebuilds/r1/cancel, Cancel this rebuild?", "views/order-history/rebuilds/r1/switch, Switch to",
            "views/order-history/rebuilds/r1/rollback, Roll back?", "processors/processes/pause, Pause processes?",
            "processors/processes/merge, Merge two segments"})
    void whatPeopleWouldNoticeIsAskedFirstAndChangesNothing(String address, String question) {
        sees(Seen.waiting());
        assertThat(http.get().uri("/dashboard/" + address)).hasStatusOk().bodyText()
                .contains("<html", question, "method=\"post\" action=\"/dashboard/" + address, "No, leave it");
        assertThat(http.get().uri("/dashboard/" + address).header("HX-Request", "true")).hasStatusOk().bodyText()
                .contains(question).doesNotContain("<html");
        verifyNoInteractions(rebuilds);
        verify(processors, never()).pause(any());
        verify(processors, never()).merge(any());
    }

    @Test
    void aClickRebuilds() {
        assertThat(own(http.post().uri(VIEW + "/rebuilds").param("switch", "MANUAL"))).hasStatus(303).hasRedirectedUrl(VIEW);
        verify(rebuilds).start("order-history", SwitchMode.MANUAL, null, null);
    }

    @Test
    void everyStepOfARebuildIsAPost() {
        assertThat(own(http.post().uri(VIEW + "/rebuilds/r1/switch"))).hasStatus(303);
        assertThat(own(http.post().uri(VIEW + "/rebuilds/r1/cancel"))).hasStatus(303);
        assertThat(own(http.post().uri(VIEW + "/rebuilds/r1/rollback"))).hasStatus(303);
        verify(rebuilds).switchTo("order-history", "r1");
        verify(rebuilds).cancel("order-history", "r1");
        verify(rebuilds).rollBack("order-history", "r1");
    }

    @Test
    void processorsArePausedResumedSplitAndMerged() {
        for (String step : List.of("pause", "resume", "split", "merge")) {
            assertThat(own(http.post().uri("/dashboard/processors/processes/" + step))).hasStatus(303)
                    .hasRedirectedUrl("/dashboard/processors");
        }
        verify(processors).pause("processes");
        verify(processors).resume("processes");
        verify(processors).split("processes");
        verify(processors).merge("processes");
    }

    @Test
    void aPausedProcessorCanOnlyBeResumed() {
        assertThat(http.get().uri("/dashboard/processors")).hasStatusOk().bodyText()
                .contains("Resume accounts", "Pause processes", "Split a segment of processes", "Merge segments of processes")
                .doesNotContain("Pause accounts", "Split a segment of accounts", "Resume processes");
    }

    @Test
    void aRefusalIsToldOnThePageItself() {
        when(rebuilds.start(any(), any(), any(), any()))
                .thenThrow(Refusal.invalidState(RebuildStatus.BUILDING, "Another rebuild of order-history is under way"));
        assertThat(own(http.post().uri(VIEW + "/rebuilds"))).hasStatus(409).bodyText()
                .contains("role=\"alert\"", "Another rebuild of order-history is under way", "<h1>order-history</h1>");
    }

    @Test
    void whatDoesNotHealSaysWhy() {
        when(healing.heal("order-history", "a/b")).thenReturn(Optional.of(
                new ParkedDocument("a/b", "e", "order-a", 3L, 4_711L, Seen.NOW, "no total", 2,
                        Category.CANNOT_BE_FOLDED, Category.CANNOT_BE_FOLDED.cause())));
        assertThat(own(http.post().uri(VIEW + "/heal").param("id", "a/b"))).hasStatus(409).bodyText()
                .contains("a/b still cannot be folded: no total");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/views/nothing", "/views/order-history/rebuilds/r1/pause", "/processors/processes/split",
            "/views/order-history/rebuilds/r1/jump"})
    void whatIsNotThereIsToldCalmly(String address) {
        assertThat(http.get().uri("/dashboard" + address)).hasStatus(404).bodyText().contains("role=\"alert\"", "<html");
    }

    @Test
    void nobodyElsesPageCanChangeAnything() {
        assertThat(http.post().uri(VIEW + "/rebuilds")).hasStatus(403);
        assertThat(http.post().uri(VIEW + "/rebuilds").header("Sec-Fetch-Site", "cross-site")).hasStatus(403);
        assertThat(http.post().uri(VIEW + "/rebuilds").header("Sec-Fetch-Site", "same-site")).hasStatus(403);
        assertThat(http.post().uri(VIEW + "/rebuilds").header("Origin", "https://elsewhere.example")).hasStatus(403);
        assertThat(http.post().uri(VIEW + "/rebuilds").header("Origin", "null")).hasStatus(403);
        verifyNoInteractions(rebuilds);
        assertThat(http.post().uri(VIEW + "/rebuilds").header("Origin", "http://localhost:81").header("Host", "localhost:81"))
                .hasStatus(303);
    }

    @Test
    void thePagesLoadNothingFromElsewhere() {
        assertThat(http.get().uri("/dashboard")).hasHeader("Cache-Control", "no-store")
                .headers().hasValue("Referrer-Policy", "same-origin")
                .hasHeaderSatisfying("Content-Security-Policy", policy -> assertThat(policy.getFirst()).contains("default-src 'none'"));
        for (String file : List.of("page.css", "page.js", "trail.svg", "htmx.min.js", "sse.js")) {
            assertThat(http.get().uri("/dashboard/files/" + file)).hasStatusOk();
        }
        assertThat(http.get().uri("/dashboard/files/application.properties")).hasStatus(404);
    }

    @Test
    void anOrdersLifeHasALanePerPart() {
        when(queries.ask(new FindOrderEvents("01K", List.of()), FeedEvent.Page.class)).thenReturn(FeedEvent.Page.of(List.of(
                event(7, "OrderPlaced", "Order", 0), event(8, "PaymentAuthorized", "Account", 1),
                event(9, "TicketAccepted", "Ticket", 1_200)), 0));
        assertThat(http.get().uri("/dashboard/orders").param("id", " 01K ")).hasStatusOk().bodyText()
                .contains("Order: </span><span>Order placed", "Payment: </span><span>Payment authorized",
                        "Ticket: </span><span>Ticket accepted",
                        "17:30:00.250", "19 min 59 s later", "moment account", "21 November 2026",
                        "/dashboard/orders/live?id=01K&amp;after=9");
    }

    @Test
    void anOrdersPageGoesOnAfterWhatItShowsOrAfterWhatABrowserHasHad() {
        assertThat(http.get().uri("/dashboard/orders/live?id=01K&after=9")).hasStatusOk();
        assertThat(http.get().uri("/dashboard/orders/live?id=01K&after=9").header("Last-Event-ID", "12")).hasStatusOk();

        Topic order = new Topic(Topic.Kind.ORDER, "01K");
        verify(streams).open(eq(order), any(OrderLives.class), eq("9"), any(), any());
        verify(streams).open(eq(order), any(OrderLives.class), eq("12"), any(), any());
    }

    @Test
    void anUnknownOrderIsToldBesideTheFieldToTryAnother() {
        when(queries.ask(new FindOrderEvents("<x>", List.of()), FeedEvent.Page.class)).thenReturn(FeedEvent.Page.of(List.of(), 0));
        assertThat(http.get().uri("/dashboard/orders").param("id", "<x>")).hasStatus(404).bodyText()
                .contains("There is no order &lt;x&gt;", "value=\"&lt;x&gt;\"");
        assertThat(http.get().uri("/dashboard/orders")).hasStatusOk().bodyText().contains("Order id").doesNotContain("role=\"alert\"");
    }

    private static FeedEvent event(long position, String type, String aggregate, int seconds) {
        return new FeedEvent(position, "e" + position, type, "1", aggregate, "01K", 0, Seen.NOW.plusSeconds(seconds),
                "{\"orderId\":\"01K\"}",
                "{}");
    }

    private static MockMvcRequestBuilder own(MockMvcRequestBuilder request) {
        return request.header("Sec-Fetch-Site", "same-origin");
    }
}
