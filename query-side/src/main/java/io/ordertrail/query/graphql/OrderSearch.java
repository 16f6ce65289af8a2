package io.ordertrail.query.graphql;

import io.ordertrail.events.OrderStatus;
import io.ordertrail.query.orderhistory.SearchRequest;
import java.time.Instant;
import java.util.Set;

/** What can be asked of everyone's orders, in a field's arguments. */
record OrderSearch(Set<OrderStatus> status, String restaurantId, String consumerId, Instant from, Instant to, String olderThan,
        String reference, String keywords, Integer first, String after) {

    SearchRequest request() {
        return new SearchRequest(null, status, restaurantId, consumerId, from, to, olderThan, reference, keywords, after,
                Connection.size(first, Connection.MOST));
    }
}
