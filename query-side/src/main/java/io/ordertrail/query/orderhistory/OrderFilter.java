package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import io.ordertrail.events.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
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
record OrderFilter(Instant since, Instant until, Set<OrderStatus> statuses, Set<String> words) {

    /** What can be said of an order by itself: all but the words, for which the restaurant's present name must be known. */
    Bson byOrder() {
        List<Bson> filters = new ArrayList<>();
        filters.add(gt(OrderHistoryProjection.PLACED_AT, since));
        if (until != null) {
            filters.add(lte(OrderHistoryProjection.PLACED_AT, until));
        }
        if (!statuses.isEmpty()) {
            filters.add(in(OrderHistoryProjection.STATUS, statuses.stream().map(OrderStatus::name).toList()));
        }
        return and(filters);
    }
}
