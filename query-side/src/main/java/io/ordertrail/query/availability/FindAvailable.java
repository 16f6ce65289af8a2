package io.ordertrail.query.availability;

import io.ordertrail.events.GeoPoint;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.openinghours.OpeningHours;
import io.ordertrail.query.Spelling;
import java.time.Instant;
import java.util.List;

/**
 * Which restaurants, nearest first, deliver to this place and are open at this time?
 *
 * @param cuisine null for any
 * @param cursor where to go on, null for the first page
 * @param limit restaurants on a page
 */
record FindAvailable(GeoPoint place, Instant at, String cuisine, String cursor, int limit, List<ConsistencyToken> tokens) {

    /** The question, whatever the page: what a cursor is bound to. */
    String question() {
        return "%s %s %s %s".formatted(place.lat(), place.lon(), at, cuisine == null ? "" : "of " + Spelling.plain(cuisine));
    }

    /** The very rules by which an order is accepted or refused. */
    boolean isAnsweredBy(AvailableRestaurant restaurant) {
        return restaurant.open() && restaurant.location().metresTo(place) <= restaurant.deliveryRadiusMetres() && offersCuisine(restaurant)
                && OpeningHours.parse(restaurant.openingHours()).isOpenAt(at, restaurant.timeZone().rules());
    }

    private boolean offersCuisine(AvailableRestaurant restaurant) {
        return cuisine == null || restaurant.cuisines() != null
                && restaurant.cuisines().stream().anyMatch(offered -> Spelling.plain(offered).equals(Spelling.plain(cuisine)));
    }
}
