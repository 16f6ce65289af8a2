package io.ordertrail.query.orderevents;

import java.time.Instant;

/**
 * What has happened to a consumer's orders after a position?
 *
 * @param after exclusive
 * @param since time of the event at that position
 * @param upTo position up to which none may be missed
 */
public record FindMomentsOfConsumer(String consumerId, long after, Instant since, long upTo, int limit) {
}
