package io.ordertrail.query.orderevents;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;
import java.util.Map;

/**
 * Whose are these orders? Answered only where both views of orders' events can be read.
 *
 * @param upTo position up to which none may be missed
 */
public record FindOwners(List<String> orderIds, long upTo, List<ConsistencyToken> tokens) {

    /** The consumer and the restaurant of one order. */
    public record Owner(String consumerId, String restaurantId) {
    }

    /** @param byOrder without those that are not known */
    public record Owners(Map<String, Owner> byOrder) {
    }
}
