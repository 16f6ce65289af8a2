package io.ordertrail.query.orderhistory;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** Which of these orders are there? In the order of the ids; what is unknown is left out. */
public record FindOrdersByIds(List<String> ids, List<ConsistencyToken> tokens) {
}
