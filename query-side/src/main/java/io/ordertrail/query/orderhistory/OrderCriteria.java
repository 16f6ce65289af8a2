package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * What an operator looks for among all orders; null for what does not matter.
 *
 * @param filter the times at which they were placed, their states and words
 * @param olderThan how long nothing has happened to them
 * @param unchangedSince the same, reckoned from when it was asked
 */
public record OrderCriteria(String restaurantId, String consumerId, String reference, Duration olderThan, Instant unchangedSince,
        OrderFilter filter) {

    /** All but the time of placing and the words. */
    Bson scope() {
        List<Bson> conditions = new ArrayList<>();
        if (restaurantId != null) {
            conditions.add(eq(OrderHistoryProjection.RESTAURANT, restaurantId));
        }
        if (consumerId != null) {
            conditions.add(eq(OrderHistoryProjection.CONSUMER, consumerId));
        }
        if (reference != null) {
            conditions.add(eq(OrderHistoryProjection.REFERENCE, reference));
        }
        if (reference == null || !filter.statuses().isEmpty()) {
            conditions.add(filter.byStatus());
        }
        if (unchangedSince != null) {
            conditions.add(lte(OrderHistoryProjection.CHANGED_AT, unchangedSince));
        }
        return and(conditions);
    }

    /** Nothing is placed after its last change: that bounds what is looked at, in the order of the index. */
    OrderFilter bounded() {
        boolean earlier = unchangedSince != null && (filter.until() == null || unchangedSince.isBefore(filter.until()));
        return earlier ? new OrderFilter(filter.since(), unchangedSince, filter.statuses(), filter.words()) : filter;
    }

    /**
     * What a cursor is bound to: the duration, for the instant is another on each page. Texts of the client's choosing come with their
     * lengths, so that no two questions read alike.
     */
    String question() {
        return "ALL %s %s %s %s %s".formatted(filter.since(), filter.until(), olderThan, filter.statuses().stream().sorted().toList(),
                filter.words().stream().sorted().toList()) + text(restaurantId) + text(consumerId) + text(reference);
    }

    private static String text(String value) {
        return value == null ? " -" : " %d:%s".formatted(value.length(), value);
    }
}
