package io.ordertrail.query.payment;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** How does this order's payment stand? There may be none yet. */
public record FindPayment(String orderId, List<ConsistencyToken> tokens) {
}
