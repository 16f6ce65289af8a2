package io.ordertrail.query.restaurant;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Asks for one restaurant; its events named by the tokens must be seen. */
record FindRestaurant(String id, List<ConsistencyToken> tokens) {
}
