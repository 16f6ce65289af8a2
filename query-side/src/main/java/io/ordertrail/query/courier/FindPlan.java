package io.ordertrail.query.courier;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Asks for a courier's plan; the courier's events named by the tokens must be seen. */
record FindPlan(String courierId, List<ConsistencyToken> tokens) {
}
