package io.ordertrail.query.orderevents;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.FeedEvent;
import java.util.List;
import java.util.Map;

/** Asks for all events of some orders in one look; those named by the tokens must be seen. */
public record FindEventsOfOrders(List<String> orderIds, List<ConsistencyToken> tokens) {

    /** In order of position, by order; an unknown one has none. */
    public record Found(Map<String, List<FeedEvent>> byOrder) {
    }
}
