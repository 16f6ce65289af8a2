package io.ordertrail.command.process;

import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.Place;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where and for when an order wants to be brought, as its events tell it.
 *
 * @param orderVersion version of the order that gave it this place and time
 */
record Destination(Place deliverTo, Instant requestedFor, long orderVersion) {

    /** Of an order that is placed. */
    static Destination of(Stream<OrderEvent> events) {
        Destination now = null;
        long version = 0;
        for (OrderEvent event : (Iterable<OrderEvent>) events::iterator) {
            now = switch (event) {
                case OrderPlaced placed -> new Destination(placed.deliverTo(), placed.requestedFor(), version);
                case OrderRevised revised -> now.revised(new Destination(revised.deliverTo(), revised.requestedFor(), version));
                default -> now;
            };
            version++;
        }
        return now;
    }

    /** What was revised may be something else. */
    private Destination revised(Destination next) {
        return next.deliverTo.equals(deliverTo) && next.requestedFor.equals(requestedFor) ? this : next;
    }

    boolean isRevised() {
        return orderVersion > 0;
    }
}
