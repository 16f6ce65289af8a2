package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Cursors;
import java.util.List;

/**
 * Which of all orders are these, newest first?
 *
 * @param cursor where to go on, null for the first page
 * @param limit orders on a page
 */
public record FindMatchingOrders(OrderCriteria criteria, String cursor, int limit, List<ConsistencyToken> tokens) {

    /** Where the page begins that goes on after this order of the list. */
    public String cursorAfter(OrderHistoryEntry order, Cursors cursors) {
        return cursors.seal(PageStart.after(order).bytes(), criteria.question());
    }
}
