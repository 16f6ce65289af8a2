package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.Cursors;
import java.util.List;

/**
 * Which orders, newest first, had this consumer or this restaurant?
 *
 * @param cursor where to go on, null for the first page
 * @param limit orders on a page
 */
public record FindOrders(Side side, String id, OrderFilter filter, String cursor, int limit, List<ConsistencyToken> tokens) {

    /** Whose orders. */
    public enum Side {
        CONSUMER(OrderHistoryProjection.CONSUMER), RESTAURANT(OrderHistoryProjection.RESTAURANT);

        private final String field;

        Side(String field) {
            this.field = field;
        }

        /** The field of an entry that names it. */
        String field() {
            return field;
        }
    }

    /** The question, whatever the page: what a cursor is bound to. The id comes last, for it may be any text. */
    String question() {
        return "%s %s %s %s %s %s".formatted(side, filter.since(), filter.until(), filter.statuses().stream().sorted().toList(),
                filter.words().stream().sorted().toList(), id);
    }

    /** Where the page begins that goes on after this order of the list. */
    public String cursorAfter(OrderHistoryEntry order, Cursors cursors) {
        return cursors.seal(PageStart.after(order).bytes(), question());
    }
}
