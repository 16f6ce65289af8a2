package io.ordertrail.query.ticket;

import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TicketStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * One order in the kitchen. What the order itself tells ({@code requestedFor}, {@code ended}) and what the ticket tells are never written by
 * the other's events; whose order it is, both tell. A restaurant has an entry too, with nothing but its id, by which an empty board is told
 * from an unknown restaurant's. Public for the codec that stores it.
 *
 * @param resumes the state to which a cancellation or revision that is pending may lead back
 * @param ended whether the order has come to its end, after which nothing is expected for its ticket; null for no
 * @param open whether it belongs on the board; null for no, so that the board's index has only what is open
 * @param due when it is wanted: at the time the kitchen has promised, else at the one the consumer has asked for
 */
public record TicketEntry(OrderId orderId, RestaurantId restaurantId, Ticket ticket, TicketStatus resumes, List<TicketLine> lines,
        Instant requestedFor, Boolean ended, Boolean open, Instant due) {

    /** What others are told of a ticket. */
    @Schema(name = "TicketEntry")
    public record Ticket(TicketId id, TicketStatus status, Instant readyBy, String declineReason) {

        boolean isOpen() {
            return status != TicketStatus.PICKED_UP && status != TicketStatus.CANCELLED;
        }
    }

    /** The last two follow from the others, whichever aggregate's event changed them. */
    public TicketEntry {
        open = ticket != null && ticket.isOpen() ? true : null;
        due = ticket != null && ticket.readyBy != null ? ticket.readyBy : requestedFor;
    }

    static TicketEntry of(OrderId order) {
        return new TicketEntry(order, null, null, null, null, null, null, null, null);
    }

    static TicketEntry of(RestaurantId restaurant) {
        return new TicketEntry(null, restaurant, null, null, null, null, null, null, null);
    }

    TicketEntry placed(RestaurantId restaurant, Instant wantedAt) {
        return new TicketEntry(orderId, restaurant, ticket, resumes, lines, wantedAt, ended, open, due);
    }

    TicketEntry wantedAt(Instant time) {
        return new TicketEntry(orderId, restaurantId, ticket, resumes, lines, time, ended, open, due);
    }

    TicketEntry withOrderEnded() {
        return new TicketEntry(orderId, restaurantId, ticket, resumes, lines, requestedFor, true, open, due);
    }

    TicketEntry requested(RestaurantId restaurant, TicketId id, List<TicketLine> dishes) {
        return new TicketEntry(orderId, restaurant, new Ticket(id, TicketStatus.CREATE_PENDING, null, null), null, dishes, requestedFor,
                ended, open, due);
    }

    TicketEntry with(Ticket changed) {
        return new TicketEntry(orderId, restaurantId, changed, null, lines, requestedFor, ended, open, due);
    }

    TicketEntry to(TicketStatus status) {
        return with(new Ticket(ticket.id, status, ticket.readyBy, ticket.declineReason));
    }

    /** To a state that ends with going on or going back to the present one. */
    TicketEntry pending(TicketStatus status) {
        TicketEntry changed = to(status);
        return new TicketEntry(orderId, restaurantId, changed.ticket, ticket.status, lines, requestedFor, ended, open, due);
    }

    TicketEntry revised(List<TicketLine> dishes) {
        return new TicketEntry(orderId, restaurantId, ticket, resumes, dishes, requestedFor, ended, open, due);
    }
}
