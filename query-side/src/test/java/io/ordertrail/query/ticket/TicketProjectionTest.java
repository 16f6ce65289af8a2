package io.ordertrail.query.ticket;

import static io.ordertrail.query.ticket.Tickets.AJANTA;
import static io.ordertrail.query.ticket.Tickets.DISHES;
import static io.ordertrail.query.ticket.Tickets.NOON;
import static io.ordertrail.query.ticket.Tickets.accepted;
import static io.ordertrail.query.ticket.Tickets.created;
import static io.ordertrail.query.ticket.Tickets.placed;
import static io.ordertrail.query.ticket.Tickets.requested;
import static io.ordertrail.query.ticket.Tickets.revised;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.orderhistory.Lives;
import io.ordertrail.query.ticket.TicketEntry.Ticket;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TicketProjectionTest {

    private static final OrderId ORDER = new OrderId("1");
    private static final TicketId TICKET = new TicketId("1");
    private static final Instant READY = NOON.plusSeconds(3600);
    private static final List<TicketLine> MORE = List.of(new TicketLine("1", "Chicken Vindaloo", 10));

    private final TicketProjection projection = new TicketProjection();
    private final History history = History.of(placed("1", NOON), requested("1"));

    @Test
    void aTicketGoesThroughItsStates() {
        assertThat(ticket()).isEqualTo(new TicketEntry(ORDER, AJANTA, new Ticket(TICKET, TicketStatus.CREATE_PENDING, null, null), null,
                DISHES, NOON, null, true, NOON));
        assertThat(after(created("1"))).isEqualTo(TicketStatus.AWAITING_ACCEPTANCE);
        assertThat(after(accepted("1", READY))).isEqualTo(TicketStatus.ACCEPTED);
        assertThat(after(new TicketPreparationStarted(TICKET, ORDER))).isEqualTo(TicketStatus.PREPARING);
        assertThat(after(new TicketReadyForPickup(TICKET, ORDER))).isEqualTo(TicketStatus.READY_FOR_PICKUP);
        assertThat(ticket().open()).isTrue();
        assertThat(after(new TicketPickedUp(TICKET, ORDER))).isEqualTo(TicketStatus.PICKED_UP);
        assertThat(ticket().open()).isNull();
    }

    @Test
    void whatIsAbandonedDeclinedOrCancelledIsOffTheBoard() {
        for (TicketEvent end : List.of(new TicketAbandoned(TICKET, ORDER, Rejection.CARD_LIMIT),
                new TicketDeclined(TICKET, ORDER, "no rice"), new TicketCancelled(TICKET, ORDER))) {
            TicketEntry gone = Folded.by(projection, History.of(placed("1", NOON), requested("1"), end)).get("1");
            assertThat(gone.ticket().status()).isEqualTo(TicketStatus.CANCELLED);
            assertThat(gone.ticket().declineReason()).isEqualTo(end instanceof TicketDeclined ? "no rice" : null);
            assertThat(gone.open()).isNull();
        }
    }

    @Test
    void whatIsPendingStaysOnTheBoardAndGoesBackToWhereItWas() {
        history.then(created("1"), accepted("1", READY));
        assertThat(after(new TicketCancellationRequested(TICKET, ORDER))).isEqualTo(TicketStatus.CANCEL_PENDING);
        assertThat(ticket().open()).isTrue();
        assertThat(after(new TicketCancellationUndone(TICKET, ORDER))).isEqualTo(TicketStatus.ACCEPTED);
        assertThat(after(new TicketRevisionRequested(TICKET, ORDER, 2, MORE))).isEqualTo(TicketStatus.REVISION_PENDING);
        assertThat(after(new TicketRevisionUndone(TICKET, ORDER, 2))).isEqualTo(TicketStatus.ACCEPTED);
        assertThat(ticket().lines()).isEqualTo(DISHES);
    }

    @Test
    void aRevisionChangesTheLinesOnceItIsConfirmedAndTheTimeOnceTheOrderSaysSo() {
        history.then(created("1"));
        assertThat(after(new TicketRevisionRequested(TICKET, ORDER, 2, MORE))).isEqualTo(TicketStatus.REVISION_PENDING);
        assertThat(ticket().lines()).isEqualTo(DISHES);
        assertThat(after(new TicketRevised(TICKET, ORDER, 2, MORE))).isEqualTo(TicketStatus.AWAITING_ACCEPTANCE);
        assertThat(ticket().lines()).isEqualTo(MORE);
        assertThat(ticket().requestedFor()).isEqualTo(NOON);
        history.then(revised("1", NOON.plusSeconds(60)));
        assertThat(ticket().requestedFor()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void itIsDueWhenTheKitchenHasPromisedElseWhenTheConsumerHasAsked() {
        assertThat(ticket().due()).isEqualTo(NOON);
        history.then(created("1"), accepted("1", READY));
        assertThat(ticket().due()).isEqualTo(READY);
        history.then(revised("1", NOON.plusSeconds(60)));
        assertThat(ticket().due()).isEqualTo(READY);
    }

    static List<OrderEvent> ends() {
        return List.of(new OrderRejected(ORDER, Rejection.CARD_LIMIT), new OrderCancelled(ORDER), new OrderDelivered(ORDER),
                new OrderNotDelivered(ORDER));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void nothingIsExpectedAfterTheOrdersEnd(OrderEvent end) {
        assertThat(projection.complete(ticket())).isFalse();
        history.then(end);
        assertThat(projection.complete(ticket())).isTrue();
    }

    /** Each aggregate's own events in sequence, the aggregates' between each other as it happens. */
    @Test
    void itDoesNotMatterHowOrdersAndTicketsEventsLieBetweenEachOther() {
        List<RecordedEvent> life = History.of().then(Lives.delivered("1")).recorded();
        TicketEntry expected = Folded.by(projection, life).get("1");
        assertThat(expected.ticket().status()).isEqualTo(TicketStatus.PICKED_UP);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            List<RecordedEvent> shuffled = new ArrayList<>();
            List<List<RecordedEvent>> streams = List.of(of(life, "order"), of(life, "ticket"));
            while (streams.stream().anyMatch(stream -> !stream.isEmpty())) {
                List<RecordedEvent> next = streams.get(random.nextInt(2));
                if (!next.isEmpty()) {
                    shuffled.add(next.removeFirst());
                }
            }
            assertThat(Folded.by(projection, shuffled)).containsEntry("1", expected);
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> life, String kind) {
        return new ArrayList<>(life.stream().filter(event -> event.aggregate().startsWith(kind + "-")).toList());
    }

    @Test
    void tokensOfWhatIsNotFoldedHereAreNotWaitedFor() {
        assertThat(projection.keyOf(new ConsistencyToken("order-1", 0, ""))).isEqualTo("1");
        assertThat(projection.keyOf(new ConsistencyToken("ticket-1", 0, ""))).isEqualTo("1");
        assertThat(projection.keyOf(new ConsistencyToken("restaurant-ajanta", 0, ""))).isEqualTo("restaurant-ajanta");
        for (String other : List.of("account-ada", "delivery-1", "courier-grace", "consumer-ada")) {
            assertThat(projection.keyOf(new ConsistencyToken(other, 0, "1"))).isNull();
        }
        assertThat(Folded.by(projection, History.of(Tickets.opened()))).containsOnlyKeys("restaurant-ajanta");
    }

    private TicketStatus after(TicketEvent event) {
        history.then(event);
        return ticket().ticket().status();
    }

    private TicketEntry ticket() {
        return Folded.by(projection, history).get("1");
    }
}
