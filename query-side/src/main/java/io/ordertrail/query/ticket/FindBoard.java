package io.ordertrail.query.ticket;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** What has this restaurant's kitchen to do? */
public record FindBoard(String restaurantId, List<ConsistencyToken> tokens) {
}
