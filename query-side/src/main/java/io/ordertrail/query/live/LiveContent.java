package io.ordertrail.query.live;

import io.ordertrail.platform.consistency.ConsistencyToken;
import java.util.List;

/** What a stream says when something has happened to an order. */
@FunctionalInterface
public interface LiveContent {

    /**
     * The order as it stands at these events or later: text of any number of lines.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code VIEW_BEHIND} if that cannot be told yet; then it is asked again
     */
    String of(String orderId, List<ConsistencyToken> seen);

    /**
     * What a board's stream begins with: all of it, at this position or later.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code VIEW_BEHIND} as above
     */
    default String whole(String id, long upTo) {
        throw new UnsupportedOperationException("Streams of this content do not begin with the whole");
    }

    /** Name of the message, by the type of the event. */
    default String name(String eventType) {
        return eventType;
    }
}
