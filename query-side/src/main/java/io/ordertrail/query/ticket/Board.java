package io.ordertrail.query.ticket;

import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TicketStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A kitchen's board: what is not yet picked up or cancelled.
 *
 * @param items by state as a ticket goes through them, those that somebody else must decide on last; in each state the due soonest first
 * @param more true if there are more open tickets, all due later; null for no
 */
public record Board(List<Item> items, Boolean more) {

    /** Tickets on a board. A kitchen has some dozens; what is due later than so many others can wait. */
    static final int MOST = 500;

    private static final Map<TicketStatus, Integer> PLACES = places(TicketStatus.AWAITING_ACCEPTANCE, TicketStatus.ACCEPTED,
            TicketStatus.PREPARING, TicketStatus.READY_FOR_PICKUP, TicketStatus.REVISION_PENDING, TicketStatus.CANCEL_PENDING,
            TicketStatus.CREATE_PENDING);

    /** A ticket as the kitchen sees it. */
    @Schema(name = "BoardTicket")
    public record Item(OrderId orderId, TicketId ticketId, TicketStatus status, Instant readyBy, Instant requestedFor,
            List<TicketLine> lines) {

        /** Where it stands on the board. */
        public Place place() {
            return new Place(status, readyBy != null ? readyBy : requestedFor, orderId.value());
        }

        static Item of(TicketEntry entry) {
            return new Item(entry.orderId(), entry.ticket().id(), entry.ticket().status(), entry.ticket().readyBy(), entry.requestedFor(),
                    entry.lines());
        }
    }

    /**
     * A place on a board, in the order of places: by state, then by when it is due. It is a place whether a ticket stands there or not, so a
     * reader of one page after another finds where it was.
     */
    public record Place(TicketStatus status, Instant due, String orderId) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.<Place>comparingInt(place -> PLACES.get(place.status))
                .thenComparing(Place::due, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(Place::orderId);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param open the due soonest first, one more than there is room for if there are so many */
    static Board of(List<TicketEntry> open) {
        List<Item> items = open.stream().limit(MOST)
                .sorted(Comparator.comparing(entry -> PLACES.get(entry.ticket().status())))
                .map(Item::of).toList();
        return new Board(items, open.size() > MOST ? true : null);
    }

    private static Map<TicketStatus, Integer> places(TicketStatus... order) {
        Map<TicketStatus, Integer> places = new EnumMap<>(TicketStatus.class);
        for (TicketStatus status : order) {
            places.put(status, places.size());
        }
        return places;
    }
}
