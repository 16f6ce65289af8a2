package io.ordertrail.query.orderevents;

import com.mongodb.client.model.Filters;
import io.ordertrail.events.AggregateId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * A document per event, under {@code <order>/<kind of aggregate>/<sequence>}: so an order's events are one range of ids, and the event that a
 * token names is found by its own.
 */
@Component
class OrderEventsProjection implements Projection<FeedEvent> {

    private final EventRendering rendering;

    OrderEventsProjection(EventRendering rendering) {
        this.rendering = rendering;
    }

    @Override
    public String view() {
        return "order-events";
    }

    /** Events are kept as they are shown, but for what is personal, in their newest revision: raised with any event's {@code @Revision}, too. */
    @Override
    public int version() {
        return 5;
    }

    @Override
    public Class<FeedEvent> entryType() {
        return FeedEvent.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        String order = OrderKey.of(event);
        return order == null ? null : idOf(order, event.aggregate(), event.sequence());
    }

    static String idOf(String order, String aggregate, long sequence) {
        return "%s/%s/%010d".formatted(order, AggregateId.kindOf(aggregate), sequence);
    }

    @Override
    public FeedEvent evolve(FeedEvent entry, RecordedEvent event) {
        return rendering.renderToKeep(event);
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return OrderKey.of(token);
    }

    @Override
    public boolean complete(FeedEvent entry) {
        return true;
    }

    /** The token's event has a document of its own. */
    @Override
    public String seenIn(ConsistencyToken token) {
        return idOf(keyOf(token), token.aggregate(), token.sequence());
    }

    /** All documents of one order. */
    static Bson ofOrder(String order) {
        return Filters.and(Filters.gte("_id", order + "/"), Filters.lt("_id", order + "0"));
    }
}
