package io.ordertrail.query.availability;

import com.mongodb.client.model.geojson.Point;
import com.mongodb.client.model.geojson.Position;
import io.ordertrail.platform.openinghours.OpeningHours;
import java.util.List;

/**
 * A restaurant and what it is found by. Public for the codec that stores it.
 *
 * @param place where it is, as MongoDB's spherical index wants it
 * @param market as {@link Market} writes it
 * @param openings as {@link Openings} writes them; none while it is closed by hand
 */
public record AvailabilityEntry(AvailableRestaurant restaurant, Point place, String market, List<String> openings) {

    static AvailabilityEntry of(AvailableRestaurant restaurant) {
        List<String> openings = restaurant.open()
                ? Openings.of(OpeningHours.parse(restaurant.openingHours()).week(), restaurant.cuisines())
                : List.of();
        return new AvailabilityEntry(restaurant, new Point(new Position(restaurant.location().lon(), restaurant.location().lat())),
                Market.of(restaurant).toString(), openings);
    }
}
