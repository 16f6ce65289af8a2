package io.ordertrail.query.ticket;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/**
 * What has this restaurant's kitchen to do?
 *
 * @param upTo position up to which no event may be missed, 0 if that does not matter
 */
public record FindBoard(String restaurantId, long upTo, List<ConsistencyToken> tokens) {
}
