package io.ordertrail.query.graphql;

import io.ordertrail.events.OrderStatus;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.orderhistory.FindOrders;
import io.ordertrail.query.orderhistory.ListRequest;
import io.ordertrail.query.orderhistory.OrderPage;
import java.time.Instant;
import java.util.Set;

/** What can be asked of one side's order history, in a field's arguments. */
record HistorySearch(Instant since, Instant until, Set<OrderStatus> status, String keywords, Integer first, String after) {

    Connection page(FindOrders.Side side, Object id, Reading reading, Shown shown, Cursors cursors) {
        ListRequest request = new ListRequest(since, until, status, keywords, after, Connection.size(first, Connection.MOST));
        FindOrders query =
                new FindOrders(side, (String) id, request.filter(), request.cursor(), request.size(), reading.tokens());
        OrderPage page = reading.ask(query, OrderPage.class);
        return Connection.of(page.items(), shown, order -> query.cursorAfter(order, cursors), after, page.next() != null);
    }
}
