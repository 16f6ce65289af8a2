package io.ordertrail.query.orderevents;

import com.mongodb.client.model.Filters;
import io.ordertrail.query.event.EventRendering;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the orders' events. */
@Component
class OrderEventsQuery {

    private final Views views;
    private final OrderEventsProjection orderEvents;
    private final EventRendering rendering;

    OrderEventsQuery(Views views, OrderEventsProjection orderEvents, EventRendering rendering) {
        this.views = views;
        this.orderEvents = orderEvents;
        this.rendering = rendering;
    }

    /** In order of position, without any that could not be shown; empty for an unknown order. */
    @QueryHandler
    FeedEvent.Page handle(FindOrderEvents query) {
        Generation<FeedEvent> live = views.live(orderEvents);
        live.requireSeen(query.tokens());
        List<FeedEvent> events = new ArrayList<>();
        live.collection().find(OrderEventsProjection.ofOrder(query.orderId())).forEach(stored -> {
            if (stored.unreadable()) {
                live.requireReadable(stored);
            } else if (stored.entry() != null) {
                events.add(rendering.opened(stored.entry()));
            }
        });
        events.sort(Comparator.comparingLong(FeedEvent::position));
        return FeedEvent.Page.of(events, 0);
    }

    @QueryHandler
    FindEventsOfOrders.Found handle(FindEventsOfOrders query) {
        Generation<FeedEvent> live = views.live(orderEvents);
        live.requireSeen(query.tokens());
        Map<String, List<FeedEvent>> found = new HashMap<>();
        live.collection().find(Filters.or(query.orderIds().stream().map(OrderEventsProjection::ofOrder).toList())).forEach(stored -> {
            if (stored.unreadable()) {
                live.requireReadable(stored);
            } else if (stored.entry() != null) {
                found.computeIfAbsent(stored.id().substring(0, stored.id().indexOf('/')), order -> new ArrayList<>())
                        .add(rendering.opened(stored.entry()));
            }
        });
        found.values().forEach(events -> events.sort(Comparator.comparingLong(FeedEvent::position)));
        return new FindEventsOfOrders.Found(found);
    }
}
