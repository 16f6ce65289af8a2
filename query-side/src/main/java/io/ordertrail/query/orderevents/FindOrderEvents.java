package io.ordertrail.query.orderevents;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Asks for all events of one order; those named by the tokens must be seen. */
public record FindOrderEvents(String orderId, List<ConsistencyToken> tokens) {
}
