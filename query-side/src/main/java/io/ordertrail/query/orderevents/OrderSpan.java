package io.ordertrail.query.orderevents;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;

/**
 * Whose an order is, and from when to when its events reach: enough to find which orders of a consumer have had events of late.
 *
 * @param consumerId null until the order's first event has come, and so is the restaurant
 * @param first time of the earliest of its events
 * @param last time of the latest of its events
 */
public record OrderSpan(ConsumerId consumerId, RestaurantId restaurantId, Instant first, Instant last) {
}
