package io.ordertrail.query.delivery;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Where was the courier last seen who carries this order? Worth asking once it has been picked up. */
public record FindCourierLocation(String orderId, List<ConsistencyToken> tokens) {
}
