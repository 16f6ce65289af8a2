package io.ordertrail.query.orderevents;

import com.mongodb.client.model.Filters;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.view.EventRendering;
import io.ordertrail.query.view.FeedEvent;
import io.ordertrail.query.view.OrderKey;
import io.ordertrail.query.view.Projection;
import io.ordertrail.query.view.RecordedEvent;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** A document per event, under {@code <order>/<position>}: so an order's events are one range of ids, in order. */
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

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<FeedEvent> entryType() {
        return FeedEvent.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        String order = OrderKey.of(event);
        return order == null ? null : "%s/%019d".formatted(order, event.position());
    }

    @Override
    public FeedEvent evolve(FeedEvent entry, RecordedEvent event) {
        return rendering.render(event);
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return OrderKey.of(token);
    }

    @Override
    public boolean complete(FeedEvent entry) {
        return true;
    }

    /** The token's event has a document of its own, whose id its position hides: it is found in the order's range. */
    @Override
    public Bson seen(ConsistencyToken token) {
        return Filters.and(ofOrder(keyOf(token)), Filters.gte("seq." + token.aggregate(), token.sequence()));
    }

    /** All documents of one order. */
    static Bson ofOrder(String order) {
        return Filters.and(Filters.gte("_id", order + "/"), Filters.lt("_id", order + "0"));
    }
}
