package io.ordertrail.query.orderevents;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.time.Instant;
import java.util.List;

/**
 * That something has happened to an order: an event without what it says.
 *
 * @param aggregate stored identifier of the aggregate whose event it is
 */
public record OrderMoment(long position, String type, Instant time, String orderId, String aggregate, long sequence) {

    /** Who brings it sees the order at this event or later. */
    public ConsistencyToken token() {
        return new ConsistencyToken(aggregate, sequence, orderId);
    }

    /**
     * Some moments in order of position.
     *
     * @param last whether there were no further ones up to the position asked for
     */
    public record Page(List<OrderMoment> moments, boolean last) {
    }
}
