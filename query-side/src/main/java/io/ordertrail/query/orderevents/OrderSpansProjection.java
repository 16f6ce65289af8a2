package io.ordertrail.query.orderevents;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps each order's span by times: an event's position is not known to who folds a document from its aggregates' own streams. */
@Component
class OrderSpansProjection implements Projection<OrderSpan> {

    static final String CONSUMER = "d.consumerId";
    static final String FIRST = "d.first";
    static final String LAST = "d.last";

    @Override
    public String view() {
        return "order-spans";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<OrderSpan> entryType() {
        return OrderSpan.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return OrderKey.of(event);
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return OrderKey.of(token);
    }

    @Override
    public OrderSpan evolve(OrderSpan entry, RecordedEvent event) {
        Instant time = event.time();
        ConsumerId consumer = entry == null ? null : entry.consumerId();
        RestaurantId restaurant = entry == null ? null : entry.restaurantId();
        if (event.payload() instanceof OrderPlaced placed) {
            consumer = placed.consumerId();
            restaurant = placed.restaurantId();
        }
        return new OrderSpan(consumer, restaurant, entry == null || time.isBefore(entry.first()) ? time : entry.first(),
                entry == null || time.isAfter(entry.last()) ? time : entry.last());
    }

    /** The latest events of a consumer are asked for. */
    @Override
    public List<IndexModel> indexes() {
        return List.of(new IndexModel(Indexes.ascending(CONSUMER, LAST, FIRST)));
    }
}
