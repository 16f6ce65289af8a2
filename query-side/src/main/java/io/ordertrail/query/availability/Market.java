package io.ordertrail.query.availability;

import com.mongodb.client.model.Filters;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.TimeZoneName;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/**
 * Restaurants that can be looked for together: of one region, about the same delivery radius, and one time zone. There are few of them around
 * any place, and for each it is known how far to look, and what time it is.
 *
 * @param reach the radius is at most 2 to the power of this, and more than half of that if it is worth the distinction
 */
record Market(String region, int reach, TimeZoneName zone) {

    private static final int PARTS = 3;

    /** Within half a kilometre there is not so much that it must be told apart. */
    private static final int SHORTEST_REACH = 9;

    static Market of(AvailableRestaurant restaurant) {
        int reach = Integer.SIZE - Integer.numberOfLeadingZeros(restaurant.deliveryRadiusMetres() - 1);
        return new Market(Region.of(restaurant.location()), Math.max(SHORTEST_REACH, reach), restaurant.timeZone());
    }

    static Market of(String text) {
        String[] parts = text.split("/", PARTS);
        return new Market(parts[0], Integer.parseInt(parts[1]), new TimeZoneName(parts[2]));
    }

    @Override
    public String toString() {
        return "%s/%d/%s".formatted(region, reach, zone);
    }

    /** All markets from which something may be delivered to that place. */
    static Bson around(GeoPoint place) {
        return Filters.in(AvailabilityProjection.MARKET,
                Region.around(place).stream().map(region -> Pattern.compile("^" + region + "/")).toList());
    }
}
