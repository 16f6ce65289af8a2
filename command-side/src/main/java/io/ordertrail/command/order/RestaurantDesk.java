package io.ordertrail.command.order;

import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import java.util.List;

/** Where orders ask restaurants. Both questions are refused (422) by what the restaurant cannot do, or if there is none. */
public interface RestaurantDesk {

    /** Prices the lines by the menu as it is now, for that place and time. */
    Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor);

    /** Asks for radius and opening hours only; null for what needs no asking. */
    void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor);

    /** One line of a request, before it has a name and a price. */
    record Wanted(String menuItemId, int quantity) {
    }

    /** @param minimumOrder the least an order must cost, null for no minimum */
    record Quote(String restaurantName, Place pickUpFrom, List<OrderLine> lines, Money total, Money minimumOrder) {
    }
}
