package io.ordertrail.events;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happens to a ticket, the kitchen's view of an order. */
public sealed interface TicketEvent extends DomainEvent {

    TicketId ticketId();

    @Override
    OrderId orderId();

    @Revision("1")
    record TicketRequested(TicketId ticketId, OrderId orderId, RestaurantId restaurantId, List<TicketLine> lines) implements TicketEvent {
    }

    /** @param acceptBy when the clock declines it if nobody has accepted */
    @Revision("1")
    record TicketCreated(TicketId ticketId, OrderId orderId, Instant acceptBy) implements TicketEvent {
    }

    @Revision("1")
    record TicketAbandoned(TicketId ticketId, OrderId orderId, Rejection rejection) implements TicketEvent {
    }

    @Revision("1")
    record TicketAccepted(TicketId ticketId, OrderId orderId, Instant readyBy) implements TicketEvent {
    }

    @Revision("1")
    record TicketDeclined(TicketId ticketId, OrderId orderId, String declineReason) implements TicketEvent {
    }

    @Revision("1")
    record TicketPreparationStarted(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    @Revision("1")
    record TicketReadyForPickup(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    @Revision("1")
    record TicketPickedUp(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    @Revision("1")
    record TicketCancellationRequested(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    @Revision("1")
    record TicketCancelled(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    @Revision("1")
    record TicketCancellationUndone(TicketId ticketId, OrderId orderId) implements TicketEvent {
    }

    /** @param proposal the version of the order that proposes it; it tells a repeated request from a new one */
    @Revision("1")
    record TicketRevisionRequested(TicketId ticketId, OrderId orderId, long proposal, List<TicketLine> lines) implements TicketEvent {
    }

    @Revision("1")
    record TicketRevised(TicketId ticketId, OrderId orderId, long proposal, List<TicketLine> lines) implements TicketEvent {
    }

    @Revision("1")
    record TicketRevisionUndone(TicketId ticketId, OrderId orderId, long proposal) implements TicketEvent {
    }
}
