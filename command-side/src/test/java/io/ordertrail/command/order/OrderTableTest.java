package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.CONSUMER;
import static io.ordertrail.command.order.SampleOrder.HOME;
import static io.ordertrail.command.order.SampleOrder.ID;
import static io.ordertrail.command.order.SampleOrder.NAAN;
import static io.ordertrail.command.order.SampleOrder.REQUESTED_FOR;
import static io.ordertrail.command.order.SampleOrder.VINDALOO;
import static io.ordertrail.command.order.SampleOrder.eur;
import static io.ordertrail.command.order.SampleOrder.place;
import static io.ordertrail.command.order.SampleOrder.placed;
import static io.ordertrail.command.order.SampleOrder.proposed;
import static io.ordertrail.command.order.SampleOrder.revise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.Refused;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.ConfirmCancellation;
import io.ordertrail.command.order.OrderCommand.ConfirmRevision;
import io.ordertrail.command.order.OrderCommand.NoteDelivered;
import io.ordertrail.command.order.OrderCommand.NoteNotDelivered;
import io.ordertrail.command.order.OrderCommand.PlaceOrder;
import io.ordertrail.command.order.OrderCommand.RejectOrder;
import io.ordertrail.command.order.OrderCommand.ReviewRevision;
import io.ordertrail.command.order.OrderCommand.ReviseOrder;
import io.ordertrail.command.order.OrderCommand.UndoCancellation;
import io.ordertrail.command.order.OrderCommand.UndoRevision;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Rejection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every state: what the table lists happens, what has just happened does not happen twice, all else is refused. */
class OrderTableTest {

    private static final OrderApproved APPROVED = new OrderApproved(ID);
    private static final OrderRejected REJECTED = new OrderRejected(ID, Rejection.CARD_LIMIT);
    private static final OrderCancellationRequested CANCELLATION_REQUESTED = new OrderCancellationRequested(ID, CONSUMER);
    private static final OrderCancelled CANCELLED = new OrderCancelled(ID);
    private static final OrderCancellationRefused CANCELLATION_REFUSED = new OrderCancellationRefused(ID, "PREPARING");
    private static final OrderRevised REVISED =
            new OrderRevised(ID, List.of(VINDALOO.withQuantity(10), NAAN), eur("126.40"), REQUESTED_FOR, HOME);
    private static final OrderRevisionRefused REVISION_REFUSED = new OrderRevisionRefused(ID, "CARD_LIMIT");
    private static final OrderDelivered DELIVERED = new OrderDelivered(ID);
    private static final OrderNotDelivered NOT_DELIVERED = new OrderNotDelivered(ID);

    /** Every state, and each way into {@code APPROVED}. */
    enum History {
        PLACED(OrderStatus.APPROVAL_PENDING, placed()),
        APPROVED_AT_FIRST(OrderStatus.APPROVED, placed(), APPROVED),
        BACK_FROM_CANCELLING(OrderStatus.APPROVED, placed(), APPROVED, CANCELLATION_REQUESTED, CANCELLATION_REFUSED),
        BACK_FROM_REVISING(OrderStatus.APPROVED, placed(), APPROVED, proposed(), REVISION_REFUSED),
        AFTER_REVISION(OrderStatus.APPROVED, placed(), APPROVED, proposed(), REVISED),
        REJECTED_AT_FIRST(OrderStatus.REJECTED, placed(), REJECTED),
        CANCELLING(OrderStatus.CANCEL_PENDING, placed(), APPROVED, CANCELLATION_REQUESTED),
        AFTER_CANCELLING(OrderStatus.CANCELLED, placed(), APPROVED, CANCELLATION_REQUESTED, CANCELLED),
        REVISING(OrderStatus.REVISION_PENDING, placed(), APPROVED, proposed()),
        AFTER_DELIVERY(OrderStatus.DELIVERED, placed(), APPROVED, DELIVERED),
        AFTER_FAILURE(OrderStatus.NOT_DELIVERED, placed(), APPROVED, NOT_DELIVERED);

        private final OrderStatus status;
        private final List<OrderEvent> events;

        History(OrderStatus status, OrderEvent... events) {
            this.status = status;
            this.events = List.of(events);
        }
    }

    private static final PlaceOrder PLACE = place();
    private static final ApproveOrder APPROVE = new ApproveOrder(ID);
    private static final RejectOrder REJECT = new RejectOrder(ID, Rejection.CARD_LIMIT);
    private static final CancelOrder CANCEL = new CancelOrder(ID, ExpectedVersion.any());
    private static final ConfirmCancellation CONFIRM_CANCELLATION = new ConfirmCancellation(ID);
    private static final UndoCancellation UNDO_CANCELLATION = new UndoCancellation(ID, "PREPARING");
    private static final ReviseOrder REVISE = revise();
    private static final ReviewRevision REVIEW = new ReviewRevision(ID, REVISE.revision(), REVISE.expected(), REVISE.at());
    private static final ConfirmRevision CONFIRM_REVISION = new ConfirmRevision(ID, 2);
    private static final UndoRevision UNDO_REVISION = new UndoRevision(ID, 2, "CARD_LIMIT");
    private static final NoteDelivered NOTE_DELIVERED = new NoteDelivered(ID);
    private static final NoteNotDelivered NOTE_NOT_DELIVERED = new NoteNotDelivered(ID);

    private static final List<OrderCommand> COMMANDS = List.of(PLACE, APPROVE, REJECT, CANCEL, CONFIRM_CANCELLATION, UNDO_CANCELLATION,
            REVISE, REVIEW, CONFIRM_REVISION, UNDO_REVISION, NOTE_DELIVERED, NOTE_NOT_DELIVERED);

    /** The rows of the table that every APPROVED order has, whatever it came from; one revised already has nothing to revise again. */
    private static final Map<OrderCommand, OrderEvent> WHEN_APPROVED = Map.of(CANCEL, CANCELLATION_REQUESTED, REVISE, proposed(),
            NOTE_DELIVERED, DELIVERED, NOTE_NOT_DELIVERED, NOT_DELIVERED);

    private static Map<OrderCommand, OrderEvent> allowed(History history) {
        return switch (history) {
            case PLACED -> Map.of(APPROVE, APPROVED, REJECT, REJECTED);
            case APPROVED_AT_FIRST, BACK_FROM_CANCELLING, BACK_FROM_REVISING -> WHEN_APPROVED;
            case AFTER_REVISION -> Map.of(CANCEL, CANCELLATION_REQUESTED, NOTE_DELIVERED, DELIVERED, NOTE_NOT_DELIVERED, NOT_DELIVERED);
            case CANCELLING -> Map.of(CONFIRM_CANCELLATION, CANCELLED, UNDO_CANCELLATION, CANCELLATION_REFUSED);
            case REVISING -> Map.of(CONFIRM_REVISION, REVISED, UNDO_REVISION, REVISION_REFUSED);
            case REJECTED_AT_FIRST, AFTER_CANCELLING, AFTER_DELIVERY, AFTER_FAILURE -> Map.of();
        };
    }

    /** Answered, and without an event. */
    private static Set<OrderCommand> withoutEvent(History history) {
        return switch (history) {
            case PLACED -> Set.of(PLACE);
            case APPROVED_AT_FIRST -> Set.of(APPROVE, REVIEW);
            case BACK_FROM_CANCELLING -> Set.of(APPROVE, REVIEW, UNDO_CANCELLATION);
            case BACK_FROM_REVISING -> Set.of(APPROVE, REVIEW, UNDO_REVISION);
            case AFTER_REVISION -> Set.of(APPROVE, REVIEW, REVISE, CONFIRM_REVISION);
            case REJECTED_AT_FIRST -> Set.of(REJECT);
            case CANCELLING -> Set.of(CANCEL);
            case AFTER_CANCELLING -> Set.of(CONFIRM_CANCELLATION);
            case REVISING -> Set.of(REVISE, REVIEW);
            case AFTER_DELIVERY -> Set.of(NOTE_DELIVERED);
            case AFTER_FAILURE -> Set.of(NOTE_NOT_DELIVERED);
        };
    }

    static Stream<Arguments> everyCommandInEveryState() {
        return Arrays.stream(History.values()).flatMap(history -> COMMANDS.stream().map(command -> Arguments.of(history, command)));
    }

    @ParameterizedTest
    @MethodSource
    void everyCommandInEveryState(History history, OrderCommand command) {
        ResultValidator<Order> result = new AggregateTestFixture<>(Order.class).given(history.events).when(command);
        if (allowed(history).containsKey(command)) {
            result.expectSuccessfulHandlerExecution().expectEvents(allowed(history).get(command));
        } else if (withoutEvent(history).contains(command)) {
            result.expectSuccessfulHandlerExecution().expectNoEvents();
        } else {
            result.expectException(Refused.inState(history.status.name())).expectNoEvents();
        }
    }

    @Test
    void placingMakesTheOrder() {
        new AggregateTestFixture<>(Order.class).givenNoPriorActivity().when(PLACE).expectEvents(placed());
    }

    @ParameterizedTest
    @MethodSource
    void nothingElseFindsAnOrderThatWasNotPlaced(OrderCommand command) {
        new AggregateTestFixture<>(Order.class).givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    static Stream<OrderCommand> nothingElseFindsAnOrderThatWasNotPlaced() {
        return COMMANDS.stream().filter(command -> command != PLACE);
    }

    @Test
    void theTestsKnowEveryStateAndEveryCommand() {
        assertThat(Arrays.stream(History.values()).map(history -> history.status)).contains(OrderStatus.values());
        assertThat(COMMANDS.stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(OrderCommand.class.getPermittedSubclasses());
    }
}
