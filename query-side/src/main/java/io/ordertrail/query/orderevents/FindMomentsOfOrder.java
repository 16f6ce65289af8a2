package io.ordertrail.query.orderevents;

/**
 * What has happened to an order after a position?
 *
 * @param after exclusive
 * @param upTo position up to which none may be missed
 */
public record FindMomentsOfOrder(String orderId, long after, long upTo, int limit) {
}
