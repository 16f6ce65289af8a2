package io.ordertrail.command.order;

import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;

/**
 * What a revision asks of the restaurant, found out by the order at the given version.
 *
 * @param newLocation null if the place stays
 * @param newTime null if the time stays
 */
record RevisionReview(RestaurantId restaurantId, GeoPoint newLocation, Instant newTime, long version) {

    boolean concernsRestaurant() {
        return newLocation != null || newTime != null;
    }
}
