package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import io.ordertrail.events.OrderStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.conversions.Bson;

/**
 * Which orders a list shows.
 *
 * @param since placed later than this
 * @param until placed at this time or before, null for no bound
 * @param statuses in one of these states, empty for any
 * @param words with any of these words in the restaurant's or a dish's name, empty for no matter which
 */
public record OrderFilter(Instant since, Instant until, Set<OrderStatus> statuses, Set<String> words) {

    /** All states are named where any will do: the index has the state before the time, and merges what it finds of each. */
    Bson byStatus() {
        Collection<OrderStatus> wanted = statuses.isEmpty() ? EnumSet.allOf(OrderStatus.class) : statuses;
        return in(OrderHistoryProjection.STATUS, wanted.stream().map(OrderStatus::name).toList());
    }

    /** Placed in the time asked for. */
    Bson byTime() {
        Bson later = gt(OrderHistoryProjection.PLACED_AT, since);
        return until == null ? later : and(later, lte(OrderHistoryProjection.PLACED_AT, until));
    }

    /** The given order's millisecond, as much of it as was asked for, and all before. */
    Bson byTimeFrom(PageStart last) {
        return and(gt(OrderHistoryProjection.PLACED_AT, since), lte(OrderHistoryProjection.PLACED_AT, last.placedAt()));
    }

    /**
     * What is left of that time after the given order, newest first: the rest of its millisecond, and all before. As one condition with an
     * "or" in it, MongoDB would look it up well or sort it in memory, as it happens to judge; and the millisecond is said as the range it is,
     * because where MongoDB sees a single time, it takes the order to be by id, and may read the index of all ids.
     */
    List<Bson> byTimeAfter(PageStart last) {
        Bson sameMillisecond = and(gt(OrderHistoryProjection.PLACED_AT, last.placedAt().minusMillis(1)),
                lte(OrderHistoryProjection.PLACED_AT, last.placedAt()));
        return List.of(and(sameMillisecond, lt(OrderHistoryProjection.ID, last.id())),
                and(gt(OrderHistoryProjection.PLACED_AT, since), lt(OrderHistoryProjection.PLACED_AT, last.placedAt())));
    }
}
