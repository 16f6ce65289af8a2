package io.ordertrail.query.ticket;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** How does this order's ticket stand? It is told of one that has left the board, too; of an order without a ticket there is none. */
public record FindTicket(String orderId, List<ConsistencyToken> tokens) {
}
