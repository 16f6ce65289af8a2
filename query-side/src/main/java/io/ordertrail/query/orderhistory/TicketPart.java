package io.ordertrail.query.orderhistory;

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
import io.ordertrail.events.TicketStatus;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Ticket;

/** What the ticket tells. */
final class TicketPart {

    private TicketPart() {
    }

    static Ticket evolve(Ticket ticket, TicketEvent event) {
        return switch (event) {
            case TicketRequested requested -> new Ticket(requested.ticketId(), TicketStatus.CREATE_PENDING, null, null, null);
            case TicketCreated created -> to(TicketStatus.AWAITING_ACCEPTANCE, ticket);
            case TicketAbandoned abandoned -> to(TicketStatus.CANCELLED, ticket);
            case TicketAccepted accepted -> new Ticket(ticket.id(), TicketStatus.ACCEPTED, accepted.readyBy(), null, null);
            case TicketDeclined declined ->
                new Ticket(ticket.id(), TicketStatus.CANCELLED, ticket.readyBy(), declined.declineReason(), null);
            case TicketPreparationStarted started -> to(TicketStatus.PREPARING, ticket);
            case TicketReadyForPickup ready -> to(TicketStatus.READY_FOR_PICKUP, ticket);
            case TicketPickedUp pickedUp -> to(TicketStatus.PICKED_UP, ticket);
            case TicketCancellationRequested requested -> pending(TicketStatus.CANCEL_PENDING, ticket);
            case TicketCancelled cancelled -> to(TicketStatus.CANCELLED, ticket);
            case TicketCancellationUndone undone -> to(ticket.resumes(), ticket);
            case TicketRevisionRequested requested -> pending(TicketStatus.REVISION_PENDING, ticket);
            case TicketRevised revised -> to(ticket.resumes(), ticket);
            case TicketRevisionUndone undone -> to(ticket.resumes(), ticket);
        };
    }

    private static Ticket to(TicketStatus status, Ticket ticket) {
        return new Ticket(ticket.id(), status, ticket.readyBy(), ticket.declineReason(), null);
    }

    private static Ticket pending(TicketStatus status, Ticket ticket) {
        return new Ticket(ticket.id(), status, ticket.readyBy(), ticket.declineReason(), ticket.status());
    }
}
