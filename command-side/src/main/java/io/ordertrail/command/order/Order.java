package io.ordertrail.command.order;

import static io.ordertrail.events.OrderStatus.APPROVAL_PENDING;
import static io.ordertrail.events.OrderStatus.APPROVED;
import static io.ordertrail.events.OrderStatus.CANCELLED;
import static io.ordertrail.events.OrderStatus.CANCEL_PENDING;
import static io.ordertrail.events.OrderStatus.DELIVERED;
import static io.ordertrail.events.OrderStatus.NOT_DELIVERED;
import static io.ordertrail.events.OrderStatus.REJECTED;
import static io.ordertrail.events.OrderStatus.REVISION_PENDING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.Horizon;
import io.ordertrail.command.Outcome;
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
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * One order: the table of its states, all in one place, and its own rules. What the restaurant, the kitchen and the account have to say is
 * asked by others, and arrives here as a command.
 */
@Aggregate(snapshotTriggerDefinition = "orderSnapshotTrigger", cache = "aggregateCache")
@org.axonframework.serialization.Revision("2") // of the snapshot: raised when a field here, in Terms or in OrderPlaced changes
class Order {

    @AggregateIdentifier
    private OrderId id;
    private OrderStatus status;
    private OrderPlaced placed;
    private Terms terms;
    private Terms proposed;
    /** Sequence of the proposal that is pending, or was last. */
    private long proposal;
    /** The reason of a rejection, or of the last refusal: a repeat brings the same one. */
    private String reason;
    /** The kind of the last event, which tells a repeated step back to APPROVED from one that was never begun. */
    private String last;

    @SuppressWarnings("unused")
    private Order() {
        // for Axon
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(PlaceOrder c) {
        OrderPlaced event = c.event();
        return step(status == null, event, status == APPROVAL_PENDING && event.equals(placed));
    }

    @CommandHandler
    Outcome handle(ApproveOrder c) {
        return step(status == APPROVAL_PENDING, new OrderApproved(id), status == APPROVED);
    }

    @CommandHandler
    Outcome handle(RejectOrder c) {
        return step(status == APPROVAL_PENDING, new OrderRejected(id, c.rejection()),
                status == REJECTED && c.rejection().name().equals(reason));
    }

    @CommandHandler
    Outcome handle(CancelOrder c) {
        c.expected().check(AggregateLifecycle.getVersion());
        return step(status == APPROVED, new OrderCancellationRequested(id, placed.consumerId()), status == CANCEL_PENDING);
    }

    @CommandHandler
    Outcome handle(ConfirmCancellation c) {
        return step(status == CANCEL_PENDING, new OrderCancelled(id), status == CANCELLED);
    }

    @CommandHandler
    Outcome handle(UndoCancellation c) {
        return step(status == CANCEL_PENDING, new OrderCancellationRefused(id, c.reason()),
                isLast(OrderCancellationRefused.class) && c.reason().equals(reason));
    }

    @CommandHandler
    RevisionReview handle(ReviewRevision c) {
        Terms change = change(c.revision(), c.expected(), c.at()).orElse(terms);
        return new RevisionReview(placed.restaurantId(),
                change.deliverTo().equals(terms.deliverTo()) ? null : change.deliverTo().location(),
                change.requestedFor().equals(terms.requestedFor()) ? null
                        : Horizon.notBefore(c.at(), change.requestedFor()),
                AggregateLifecycle.getVersion());
    }

    @CommandHandler
    Outcome handle(ReviseOrder c) {
        change(c.revision(), c.expected(), c.at()).ifPresent(change -> apply(new OrderRevisionProposed(id, placed.consumerId(),
                change.lines(), change.total(), change.requestedFor(), change.deliverTo())));
        return Outcome.of(id, status);
    }

    @CommandHandler
    Outcome handle(ConfirmRevision c) {
        requirePending(c.proposal());
        return step(status == REVISION_PENDING,
                new OrderRevised(id, proposed.lines(), proposed.total(), proposed.requestedFor(), proposed.deliverTo()),
                isLast(OrderRevised.class));
    }

    @CommandHandler
    Outcome handle(UndoRevision c) {
        requirePending(c.proposal());
        return step(status == REVISION_PENDING, new OrderRevisionRefused(id, c.reason()),
                isLast(OrderRevisionRefused.class) && c.reason().equals(reason));
    }

    @CommandHandler
    Outcome handle(NoteDelivered c) {
        return step(status == APPROVED, new OrderDelivered(id), status == DELIVERED);
    }

    @CommandHandler
    Outcome handle(NoteNotDelivered c) {
        return step(status == APPROVED, new OrderNotDelivered(id), status == NOT_DELIVERED);
    }

    /** One row of the table: the event if the state allows it, nothing if that has just happened, otherwise no. */
    private Outcome step(boolean allowed, OrderEvent event, boolean repeated) {
        if (allowed) {
            apply(event);
        } else if (!repeated) {
            throw refused();
        }
        return Outcome.of(id, status);
    }

    /** The terms to propose: every rule is kept that the order can judge. Empty if they stand already, or are pending: a repeat. */
    private Optional<Terms> change(Revision revision, ExpectedVersion expected, Instant now) {
        expected.check(AggregateLifecycle.getVersion());
        Terms revised = terms.with(revision);
        if (status == REVISION_PENDING && revised.equals(proposed)) {
            return Optional.empty();
        }
        if (status != APPROVED) {
            throw refused();
        }
        terms.requireLinesFor(revision);
        if (revised.equals(terms)) {
            return Optional.empty();
        }
        revised.requireFit(terms, placed.minimumOrder(), now);
        return Optional.of(revised);
    }

    private void requirePending(long wanted) {
        if (proposed == null || wanted != proposal) {
            throw refused();
        }
    }

    private Refusal refused() {
        return Refusal.invalidState(status, "The order is " + status);
    }

    private boolean isLast(Class<? extends OrderEvent> type) {
        return type.getSimpleName().equals(last);
    }

    @EventSourcingHandler
    void on(OrderEvent event, @SequenceNumber long sequence) {
        last = event.getClass().getSimpleName();
        switch (event) {
            case OrderPlaced e -> {
                id = e.orderId();
                placed = e;
                terms = new Terms(e.lines(), e.total(), e.requestedFor(), e.deliverTo());
                status = APPROVAL_PENDING;
            }
            case OrderApproved e -> status = APPROVED;
            case OrderRejected e -> {
                reason = e.rejection().name();
                status = REJECTED;
            }
            case OrderCancellationRequested e -> status = CANCEL_PENDING;
            case OrderCancelled e -> status = CANCELLED;
            case OrderCancellationRefused e -> {
                reason = e.reason();
                status = APPROVED;
            }
            case OrderRevisionProposed e -> {
                proposed = new Terms(e.lines(), e.total(), e.requestedFor(), e.deliverTo());
                proposal = sequence;
                status = REVISION_PENDING;
            }
            case OrderRevised e -> {
                terms = new Terms(e.lines(), e.total(), e.requestedFor(), e.deliverTo());
                status = APPROVED;
            }
            case OrderRevisionRefused e -> {
                reason = e.reason();
                status = APPROVED;
            }
            case OrderDelivered e -> status = DELIVERED;
            case OrderNotDelivered e -> status = NOT_DELIVERED;
        }
    }
}
