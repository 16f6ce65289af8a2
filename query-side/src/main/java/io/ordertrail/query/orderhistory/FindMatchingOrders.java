package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/**
 * Which of all orders are these, newest first?
 *
 * @param cursor where to go on, null for the first page
 * @param limit orders on a page
 */
record FindMatchingOrders(OrderCriteria criteria, String cursor, int limit, List<ConsistencyToken> tokens) {
}
