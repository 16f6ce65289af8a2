package io.ordertrail.views.projection;

import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One stored event as a projection sees it.
 *
 * @param payload what happened, as whoever has the projections records it
 * @param id the event's own identifier
 * @param revision of the payload's shape, after upcasting
 * @param aggregate stored identifier of the aggregate, e.g. {@code order-01H…}
 * @param sequence number of the event in its aggregate, from 0
 * @param time when it happened, in whole milliseconds
 * @param placed its position in the store, which may have to be looked up there: see {@link #position}
 */
public record RecordedEvent(Object payload, String id, String revision, String aggregate, long sequence, Instant time,
        LongSupplier placed, Map<String, Object> metadata) {

    public RecordedEvent(Object payload, String id, String revision, String aggregate, long sequence, Instant time, long position,
            Map<String, Object> metadata) {
        this(payload, id, revision, aggregate, sequence, time, () -> position, metadata);
    }

    /** The position in the store, positive and growing. Few projections look at it. */
    public long position() {
        return placed.getAsLong();
    }

    /** The stored name of the event's type, e.g. {@code OrderPlaced}. */
    public String type() {
        return payload.getClass().getSimpleName();
    }
}
