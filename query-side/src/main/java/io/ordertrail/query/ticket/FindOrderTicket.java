package io.ordertrail.query.ticket;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** What does the ticket add to this order? There may be none yet. */
public record FindOrderTicket(String orderId, List<ConsistencyToken> tokens) {
}
