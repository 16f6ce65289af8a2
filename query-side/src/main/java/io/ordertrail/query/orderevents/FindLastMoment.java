package io.ordertrail.query.orderevents;

/**
 * The last event of an order; of an unknown one there is none.
 *
 * @param upTo position up to which none may be missed
 */
public record FindLastMoment(String orderId, long upTo) {
}
