package io.ordertrail.command.order;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import java.util.List;

/** What orders ask of restaurants. Both questions are refused (422) by what the restaurant cannot do, or if there is none. */
public interface RestaurantGateway {

    /** Prices the lines by the menu as it is now, for that place and time. */
    Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor);

    /** Asks for radius and opening hours only; null for what needs no asking. */
    void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor);
}
