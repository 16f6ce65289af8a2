package io.ordertrail.query.delivery;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** How does this order's delivery stand? There may be none yet. Where the courier is, is {@link FindCourierLocation}. */
public record FindDelivery(String orderId, List<ConsistencyToken> tokens) {
}
