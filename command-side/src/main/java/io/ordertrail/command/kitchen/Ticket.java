package io.ordertrail.command.kitchen;

import static io.ordertrail.events.TicketStatus.ACCEPTED;
import static io.ordertrail.events.TicketStatus.AWAITING_ACCEPTANCE;
import static io.ordertrail.events.TicketStatus.CANCELLED;
import static io.ordertrail.events.TicketStatus.CANCEL_PENDING;
import static io.ordertrail.events.TicketStatus.CREATE_PENDING;
import static io.ordertrail.events.TicketStatus.PICKED_UP;
import static io.ordertrail.events.TicketStatus.PREPARING;
import static io.ordertrail.events.TicketStatus.READY_FOR_PICKUP;
import static io.ordertrail.events.TicketStatus.REVISION_PENDING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Horizon;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.kitchen.TicketCommand.AbandonTicket;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.DeclineTicket;
import io.ordertrail.command.kitchen.TicketCommand.ExpireTicket;
import io.ordertrail.command.kitchen.TicketCommand.ForestallTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.kitchen.TicketCommand.MarkReady;
import io.ordertrail.command.kitchen.TicketCommand.RequestTicket;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.kitchen.TicketCommand.StartPreparing;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketRevision;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAbandoned;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancellationRequested;
import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketEvent.TicketReadyForPickup;
import io.ordertrail.events.TicketEvent.TicketRequested;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionRequested;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** One ticket: the table of its states, all in one place. Its stream is short and needs no snapshot. */
@Aggregate(snapshotTriggerDefinition = "ticketSnapshotTrigger", cache = "aggregateCache")
@Revision("1") // of the snapshot: raised when a field here or in an event that is kept here changes
class Ticket {

    private static final String NOT_IN_TIME = "Not accepted in time";

    @AggregateIdentifier
    private TicketId id;
    private TicketStatus status;
    /** The state to which an undone cancellation or a finished revision returns. */
    private TicketStatus before;
    private TicketRequested requested;
    private Instant acceptBy;
    private Instant readyBy;
    private TicketRevisionRequested revision;
    /** The newest proposal that was confirmed or undone. They rise: each is a later sequence of the order. */
    private long finishedProposal = -1;
    /** The newest that was confirmed. */
    private long confirmedProposal = -1;
    /** The kind of the last event and why it happened, which tell a repeat from a step that was never taken. */
    private String last;
    private String reason;

    @SuppressWarnings("unused")
    private Ticket() {
        // for Axon
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RequestTicket c) {
        TicketRequested event = new TicketRequested(c.ticketId(), c.orderId(), c.restaurantId(), c.lines());
        return step(status == null, event, status == CREATE_PENDING && event.equals(requested));
    }

    @CommandHandler
    Outcome handle(ConfirmTicket c) {
        return step(status == CREATE_PENDING, new TicketCreated(id, order(), c.acceptBy()),
                status == AWAITING_ACCEPTANCE && c.acceptBy().equals(acceptBy));
    }

    @CommandHandler
    Outcome handle(AbandonTicket c) {
        return step(status == CREATE_PENDING, new TicketAbandoned(id, order(), c.rejection()),
                isLast(TicketAbandoned.class) && c.rejection().name().equals(reason));
    }

    @CommandHandler
    Outcome handle(AcceptTicket c) {
        if (status == AWAITING_ACCEPTANCE && !c.readyBy().isAfter(c.at())) {
            throw Refusal.ofField(Code.READY_BY_IN_PAST, "/readyBy", "must lie in the future");
        }
        if (status == AWAITING_ACCEPTANCE) {
            Horizon.requireWithinAYear(c.readyBy(), c.at(), "/readyBy");
        }
        return step(status == AWAITING_ACCEPTANCE, new TicketAccepted(id, order(), c.readyBy()),
                status == ACCEPTED && c.readyBy().equals(readyBy));
    }

    @CommandHandler
    Outcome handle(DeclineTicket c) {
        return step(status == AWAITING_ACCEPTANCE, new TicketDeclined(id, order(), c.reason()),
                isLast(TicketDeclined.class) && c.reason().equals(reason));
    }

    @CommandHandler
    Outcome handle(ExpireTicket c) {
        if (status == AWAITING_ACCEPTANCE && !c.at().isBefore(acceptBy)) {
            apply(new TicketDeclined(id, order(), NOT_IN_TIME));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(StartPreparing c) {
        return step(status == ACCEPTED, new TicketPreparationStarted(id, order()), status == PREPARING);
    }

    @CommandHandler
    Outcome handle(MarkReady c) {
        return step(status == PREPARING, new TicketReadyForPickup(id, order()), status == READY_FOR_PICKUP);
    }

    @CommandHandler
    Outcome handle(HandOver c) {
        return step(status == READY_FOR_PICKUP, new TicketPickedUp(id, order()), status == PICKED_UP);
    }

    @CommandHandler
    Outcome handle(BeginTicketCancellation c) {
        return step(isOpen(), new TicketCancellationRequested(id, order()), status == CANCEL_PENDING);
    }

    @CommandHandler
    Outcome handle(ConfirmTicketCancellation c) {
        return step(status == CANCEL_PENDING, new TicketCancelled(id, order()), isLast(TicketCancelled.class));
    }

    @CommandHandler
    Outcome handle(UndoTicketCancellation c) {
        return step(status == CANCEL_PENDING, new TicketCancellationUndone(id, order()), isLast(TicketCancellationUndone.class));
    }

    @CommandHandler
    Outcome handle(BeginTicketRevision c) {
        if (isFinished(c.proposal())) {
            return step(false, null, c.proposal() == confirmedProposal);
        }
        TicketRevisionRequested event = new TicketRevisionRequested(id, order(), c.proposal(), c.lines());
        return step(isOpen(), event, status == REVISION_PENDING && event.equals(revision));
    }

    @CommandHandler
    Outcome handle(ForestallTicketRevision c) {
        if (c.proposal() == confirmedProposal || isPending(c.proposal())) {
            throw refused();
        }
        if (isOpen() && !isFinished(c.proposal())) {
            apply(new TicketRevisionRequested(id, order(), c.proposal(), c.lines()));
            apply(new TicketRevisionUndone(id, order(), c.proposal()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(ConfirmTicketRevision c) {
        if (isFinished(c.proposal())) {
            return outcome();
        }
        requirePending(c.proposal());
        apply(new TicketRevised(id, order(), c.proposal(), revision.lines()));
        return outcome();
    }

    @CommandHandler
    Outcome handle(UndoTicketRevision c) {
        if (isFinished(c.proposal())) {
            return outcome();
        }
        requirePending(c.proposal());
        apply(new TicketRevisionUndone(id, order(), c.proposal()));
        return outcome();
    }

    @CommandHandler
    Outcome handle(ShowTicket c) {
        return outcome();
    }

    /** One row of the table: the event if the state allows it, nothing if that has just happened, otherwise no. */
    private Outcome step(boolean allowed, TicketEvent event, boolean repeated) {
        if (allowed) {
            apply(event);
        } else if (!repeated) {
            throw refused();
        }
        return outcome();
    }

    private Outcome outcome() {
        return Outcome.of(id, status);
    }

    private OrderId order() {
        return requested.orderId();
    }

    /** The kitchen has not begun to cook yet: the ticket can still change. */
    private boolean isOpen() {
        return status == AWAITING_ACCEPTANCE || status == ACCEPTED;
    }

    private boolean isFinished(long proposal) {
        return proposal <= finishedProposal;
    }

    private void requirePending(long proposal) {
        if (!isPending(proposal)) {
            throw refused();
        }
    }

    private boolean isPending(long proposal) {
        return status == REVISION_PENDING && revision.proposal() == proposal;
    }

    private Refusal refused() {
        return Refusal.invalidState(status, "The ticket is " + status);
    }

    private boolean isLast(Class<? extends TicketEvent> type) {
        return type.getSimpleName().equals(last);
    }

    @EventSourcingHandler
    void on(TicketEvent event) {
        last = event.getClass().getSimpleName();
        switch (event) {
            case TicketRequested e -> {
                id = e.ticketId();
                requested = e;
                status = CREATE_PENDING;
            }
            case TicketCreated e -> {
                acceptBy = e.acceptBy();
                status = AWAITING_ACCEPTANCE;
            }
            case TicketAbandoned e -> {
                reason = e.rejection().name();
                status = CANCELLED;
            }
            case TicketAccepted e -> {
                readyBy = e.readyBy();
                status = ACCEPTED;
            }
            case TicketDeclined e -> {
                reason = e.declineReason();
                status = CANCELLED;
            }
            case TicketPreparationStarted e -> status = PREPARING;
            case TicketReadyForPickup e -> status = READY_FOR_PICKUP;
            case TicketPickedUp e -> status = PICKED_UP;
            case TicketCancellationRequested e -> pending(CANCEL_PENDING);
            case TicketCancelled e -> status = CANCELLED;
            case TicketCancellationUndone e -> status = before;
            case TicketRevisionRequested e -> {
                revision = e;
                pending(REVISION_PENDING);
            }
            case TicketRevised e -> {
                confirmedProposal = e.proposal();
                finished(e.proposal());
            }
            case TicketRevisionUndone e -> finished(e.proposal());
        }
    }

    private void pending(TicketStatus state) {
        before = status;
        status = state;
    }

    private void finished(long proposal) {
        finishedProposal = proposal;
        status = before;
    }
}
