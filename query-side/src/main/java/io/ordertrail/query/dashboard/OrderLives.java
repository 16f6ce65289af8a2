package io.ordertrail.query.dashboard;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Queries;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.live.LiveContent;
import io.ordertrail.query.orderevents.FindOrderEvents;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Orders' lives, as they are first shown, and as they are sent anew after each event. */
@Component
class OrderLives implements LiveContent {

    private static final String LIFE = "life";

    private final Queries queries;
    private final JsonMapper json;
    private final Parts parts;

    OrderLives(Queries queries, JsonMapper json, Parts parts) {
        this.queries = queries;
        this.json = json;
        this.parts = parts;
    }

    /** @param position of the last event on it */
    record Shown(Page page, long position) {
    }

    /** @throws Refusal {@code NOT_FOUND} */
    Shown show(String orderId) {
        FeedEvent.Page events = find(orderId, List.of());
        return new Shown(new Page().with(LIFE, render(orderId, events)), events.next());
    }

    @Override
    public String of(String orderId, List<ConsistencyToken> seen) {
        return render(orderId, find(orderId, seen));
    }

    @Override
    public String name(String eventType) {
        return LIFE;
    }

    private FeedEvent.Page find(String orderId, List<ConsistencyToken> seen) {
        FeedEvent.Page events = queries.ask(new FindOrderEvents(orderId, seen), FeedEvent.Page.class);
        if (events.events().isEmpty()) {
            throw Refusal.notFound("order", orderId);
        }
        return events;
    }

    private String render(String orderId, FeedEvent.Page events) {
        return parts.render(LIFE, Map.of(LIFE, OrderLife.of(orderId, events.events(), json), "lanes", OrderLife.Lane.values()));
    }
}
