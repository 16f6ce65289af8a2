package io.ordertrail.command.kitchen;

import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What a ticket can be told, by the kitchen or by a process. Each is answered with an outcome. */
public sealed interface TicketCommand {

    TicketId ticketId();

    record RequestTicket(@TargetAggregateIdentifier TicketId ticketId, OrderId orderId, RestaurantId restaurantId, List<TicketLine> lines)
            implements TicketCommand {
    }

    /** @param acceptBy when the clock declines the ticket if nobody has accepted it */
    record ConfirmTicket(@TargetAggregateIdentifier TicketId ticketId, Instant acceptBy) implements TicketCommand {
    }

    record AbandonTicket(@TargetAggregateIdentifier TicketId ticketId, Rejection rejection) implements TicketCommand {
    }

    record AcceptTicket(@TargetAggregateIdentifier TicketId ticketId, Instant readyBy, Instant at) implements TicketCommand {
    }

    record DeclineTicket(@TargetAggregateIdentifier TicketId ticketId, String reason) implements TicketCommand {
    }

    /** Declines the ticket if it still waits for acceptance past its time; otherwise does nothing, and is never refused for its state. */
    record ExpireTicket(@TargetAggregateIdentifier TicketId ticketId, Instant at) implements TicketCommand {
    }

    record StartPreparing(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    record MarkReady(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    record HandOver(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    record BeginTicketCancellation(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    record ConfirmTicketCancellation(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    record UndoTicketCancellation(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }

    /**
     * A proposal that the ticket has confirmed or undone is over: to confirm or undo it again does nothing, in every state, and neither does
     * to begin the one that was confirmed last. To begin one that was undone is refused.
     *
     * @param proposal sequence of the order's {@code OrderRevisionProposed}
     */
    record BeginTicketRevision(@TargetAggregateIdentifier TicketId ticketId, long proposal, List<TicketLine> lines)
            implements TicketCommand {
    }

    /**
     * Sees to it that a proposal never begins, by beginning and undoing it in one step. Refused if it is pending or confirmed, for then there
     * is no way back.
     */
    record ForestallTicketRevision(@TargetAggregateIdentifier TicketId ticketId, long proposal, List<TicketLine> lines)
            implements TicketCommand {
    }

    record ConfirmTicketRevision(@TargetAggregateIdentifier TicketId ticketId, long proposal) implements TicketCommand {
    }

    record UndoTicketRevision(@TargetAggregateIdentifier TicketId ticketId, long proposal) implements TicketCommand {
    }

    /** Asks for the present state; no event. */
    record ShowTicket(@TargetAggregateIdentifier TicketId ticketId) implements TicketCommand {
    }
}
