package io.ordertrail.platform.subscription;

import java.time.Instant;

/**
 * One event on its way to a subscriber: its name, and its fate so far. What it says stays in the event store and is read from there each time,
 * so that there is no copy to be forgotten.
 *
 * @param eventId the event's own, the same in every attempt and for every subscriber
 * @param type its stored name
 * @param aggregate as it is stored
 * @param sequence of the event in its aggregate
 * @param position in the store
 * @param orderId whose order's, null if no order's
 * @param attempts how often it was tried
 * @param lastStatus HTTP status of the last answer, null if there was none
 * @param problem why the last attempt came to nothing, null before that and if it was taken
 * @param since when it first failed, null if it has not
 * @param nextAt when it is to be tried next; when it was taken, once it is
 */
public record Delivery(String eventId, String type, String aggregate, long sequence, long position, String orderId, int attempts,
        Integer lastStatus, String problem, Instant since, Instant nextAt, State state) {

    /** Its fate. */
    public enum State {
        /** It waits for its turn, or for its next attempt. */
        PENDING,
        DELIVERED,
        /** It has failed for so long that it is tried rarely, and somebody should look. */
        PARKED
    }

    static Delivery of(String eventId, String type, String aggregate, long sequence, long position, String orderId, Instant now) {
        return new Delivery(eventId, type, aggregate, sequence, position, orderId, 0, null, null, null, now, State.PENDING);
    }

    /** What has the same is delivered one after the other. */
    String key() {
        return orderId == null ? aggregate : orderId;
    }

    Delivery delivered(Answer answer, Instant now) {
        return new Delivery(eventId, type, aggregate, sequence, position, orderId, attempts + 1, answer.status(), null, since, now,
                State.DELIVERED);
    }

    Delivery failed(Answer answer, Instant first, Instant next, boolean parked) {
        return new Delivery(eventId, type, aggregate, sequence, position, orderId, attempts + 1, answer.status(), answer.problem(), first,
                next, parked ? State.PARKED : State.PENDING);
    }

    Delivery at(Instant next) {
        return new Delivery(eventId, type, aggregate, sequence, position, orderId, attempts, lastStatus, problem, since, next, state);
    }
}
