package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.CONSUMER;
import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.place;
import static io.ordertrail.command.order.SampleOrder.placed;
import static io.ordertrail.command.order.SampleOrder.proposed;
import static io.ordertrail.command.order.SampleOrder.quantities;
import static io.ordertrail.command.order.SampleOrder.revise;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.order.OrderCommand.RejectOrder;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.command.order.OrderCommand.UndoCancellation;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.refusal.Code;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Versions that clients expect and read, and repeats that are none because their values differ. */
class OrderVersionsTest {

    private static final OrderApproved APPROVED = new OrderApproved(ID);
    private static final OrderCancellationRequested CANCELLATION_REQUESTED = new OrderCancellationRequested(ID, CONSUMER);

    @Test
    void anOutcomeTellsTheVersionAfterItsEvent() {
        given(placed(), APPROVED).when(cancel(ExpectedVersion.exactly(1)))
                .expectResultMessagePayload(new Outcome(ID.toString(), "CANCEL_PENDING", 2, 2, ""))
                .expectEvents(CANCELLATION_REQUESTED);
    }

    @Test
    void thePlacedOrderHasVersionZero() {
        new AggregateTestFixture<>(Order.class).givenNoPriorActivity().when(place())
                .expectResultMessagePayload(new Outcome(ID.toString(), "APPROVAL_PENDING", 0, 0, ""));
    }

    @Test
    void aStaleExpectedVersionIsRefused() {
        given(placed(), APPROVED).when(cancel(ExpectedVersion.exactly(0)))
                .expectException(Refused.with(Code.STALE_VERSION, null))
                .expectNoEvents();
    }

    @Test
    void aStaleIfMatchFailsThePrecondition() {
        given(placed(), APPROVED).when(cancel(ExpectedVersion.of("\"0-abc\"", null)))
                .expectException(Refused.with(Code.PRECONDITION_FAILED, null))
                .expectNoEvents();
    }

    @Test
    void theVersionIsAskedBeforeTheState() {
        given(placed()).when(cancel(ExpectedVersion.exactly(7))).expectException(Refused.with(Code.STALE_VERSION, null));
    }

    @Test
    void theVersionIsAskedBeforeTheContent() {
        given(placed(), APPROVED).when(new ReviseOrder(ID, quantities("9", 1), ExpectedVersion.exactly(0), SampleOrder.PLACED_AT))
                .expectException(Refused.with(Code.STALE_VERSION, null));
    }

    @Test
    void aRepeatWithTheVersionItHadAtFirstIsStale() {
        given(placed(), APPROVED, CANCELLATION_REQUESTED).when(cancel(ExpectedVersion.exactly(1)))
                .expectException(Refused.with(Code.STALE_VERSION, null));
        given(placed(), APPROVED, proposed())
                .when(new ReviseOrder(ID, revise().revision(), ExpectedVersion.of("\"1\"", null), SampleOrder.PLACED_AT))
                .expectException(Refused.with(Code.PRECONDITION_FAILED, null));
    }

    @Test
    void anotherOrderUnderTheSameIdIsRefused() {
        PlaceOrder p = place();
        PlaceOrder later = new PlaceOrder(p.orderId(), p.consumerId(), p.restaurantId(), p.restaurantName(), p.lines(), p.total(),
                p.minimumOrder(), p.placedAt().plusSeconds(1), p.requestedFor(), p.reference(), p.pickUpFrom(), p.deliverTo());
        given(placed()).when(later).expectException(Refused.inState("APPROVAL_PENDING")).expectNoEvents();
    }

    @Test
    void aRejectionForAnotherReasonIsNoRepeat() {
        given(placed(), new OrderRejected(ID, Rejection.CARD_LIMIT)).when(new RejectOrder(ID, Rejection.CONSUMER_LIMIT))
                .expectException(Refused.inState("REJECTED"));
    }

    @Test
    void anUndoneCancellationForAnotherReasonIsNoRepeat() {
        given(placed(), APPROVED, CANCELLATION_REQUESTED, new OrderCancellationRefused(ID, "PREPARING"))
                .when(new UndoCancellation(ID, "READY_FOR_PICKUP"))
                .expectException(Refused.inState("APPROVED"));
    }

    @Test
    void anOrderWhoseCancellationWasRefusedCanBeCancelledAgain() {
        given(placed(), APPROVED, CANCELLATION_REQUESTED, new OrderCancellationRefused(ID, "PREPARING"))
                .when(cancel(ExpectedVersion.any()))
                .expectEvents(CANCELLATION_REQUESTED);
    }

    @Test
    void aRepeatAnswersWithThePresentVersion() {
        given(placed(), APPROVED).when(new ApproveOrder(ID))
                .expectResultMessagePayload(new Outcome(ID.toString(), "APPROVED", 1, 1, ""))
                .expectNoEvents();
    }

    private static CancelOrder cancel(ExpectedVersion expected) {
        return new CancelOrder(ID, expected);
    }

    private static TestExecutor<Order> given(Object... events) {
        return new AggregateTestFixture<>(Order.class).given(events);
    }
}
