package io.ordertrail.query.orderevents;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.ordertrail.query.event.FeedEvent;
import io.ordertrail.query.orderevents.FindOwners.Owner;
import io.ordertrail.query.orderevents.FindOwners.Owners;
import io.ordertrail.query.orderevents.OrderMoment.Page;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Tells what has happened since some event, from the orders' events and spans. All of its answers are whole up to the position asked for. */
@Component
class OrderMomentsQuery {

    /**
     * By so much the time of an event may lie before that of one stored earlier: the clocks of several command nodes, and how long a command
     * takes. Orders that were last heard of so long before are looked at too.
     */
    static final Duration CLOCKS = Duration.ofMinutes(10);

    /** Orders of one consumer that are looked at together; more if they have had no event in question. */
    static final int ORDERS_AT_ONCE = 100;

    private static final String POSITION = "d.position";

    private final Views views;
    private final OrderEventsProjection orderEvents;
    private final OrderSpansProjection orderSpans;

    OrderMomentsQuery(Views views, OrderEventsProjection orderEvents, OrderSpansProjection orderSpans) {
        this.views = views;
        this.orderEvents = orderEvents;
        this.orderSpans = orderSpans;
    }

    /** By ids, as far as all of the span's last events can be shown already. */
    @QueryHandler
    Page handle(FindLastMoment query) {
        Generation<FeedEvent> events = events(query.upTo());
        List<String> lastOfEach = spans(query.upTo()).find(query.orderId()).map(Stored::sequences).orElse(Map.of()).entrySet().stream()
                .map(last -> OrderEventsProjection.idOf(query.orderId(), last.getKey(), last.getValue())).toList();
        List<OrderMoment> found = moments(events, in("_id", lastOfEach), Sorts.descending(POSITION), lastOfEach.size());
        if (found.size() < lastOfEach.size() || found.isEmpty()) {
            found = moments(events, OrderEventsProjection.ofOrder(query.orderId()), Sorts.descending(POSITION), 1);
        }
        return new Page(found.stream().limit(1).toList(), true);
    }

    @QueryHandler
    Page handle(FindMomentsOfOrder query) {
        return page(moments(events(query.upTo()), and(OrderEventsProjection.ofOrder(query.orderId()), gt(POSITION, query.after())),
                Sorts.ascending(POSITION), query.limit() + 1), query.limit());
    }

    /**
     * Of the orders that may have had events since then, so many at a time as began first. What happened before the next one began, clocks
     * considered, is all of these; the rest is for the next page.
     */
    @QueryHandler
    Page handle(FindMomentsOfConsumer query) {
        Generation<FeedEvent> events = events(query.upTo());
        Bson lately = and(eq(OrderSpansProjection.CONSUMER, query.consumerId()),
                gte(OrderSpansProjection.LAST, query.since().minus(CLOCKS)));
        Generation<OrderSpan> spans = spans(query.upTo());
        for (int atOnce = ORDERS_AT_ONCE;; atOnce *= 2) {
            List<Stored<OrderSpan>> orders = spans.collection().find(lately).sort(Sorts.ascending(OrderSpansProjection.FIRST, "_id"))
                    .limit(atOnce + 1).into(new ArrayList<>());
            if (orders.isEmpty()) {
                return new Page(List.of(), true);
            }
            Instant horizon = orders.size() > atOnce ? orders.removeLast().entry().first().minus(CLOCKS) : Instant.MAX;
            Bson ofThese = or(orders.stream().map(order -> OrderEventsProjection.ofOrder(order.id())).toList());
            Page page = page(moments(events, and(ofThese, gt(POSITION, query.after())), Sorts.ascending(POSITION), query.limit() + 1),
                    query.limit());
            if (horizon == Instant.MAX) {
                return page;
            }
            List<OrderMoment> within = page.moments().stream().takeWhile(moment -> moment.time().isBefore(horizon)).toList();
            if (!within.isEmpty()) {
                return new Page(within, false);
            }
        }
    }

    @QueryHandler
    Owners handle(FindOwners query) {
        views.live(orderEvents);
        Generation<OrderSpan> spans = spans(query.upTo());
        spans.requireSeen(query.tokens());
        Map<String, Owner> owners = new HashMap<>();
        if (query.orderIds().isEmpty()) {
            return new Owners(owners);
        }
        spans.collection().find(in("_id", query.orderIds())).forEach(order -> {
            OrderSpan span = order.entry();
            if (span != null && span.consumerId() != null) {
                owners.put(order.id(), new Owner(span.consumerId().value(), span.restaurantId().value()));
            }
        });
        return new Owners(owners);
    }

    private Generation<FeedEvent> events(long upTo) {
        Generation<FeedEvent> events = views.live(orderEvents);
        events.requireFollowed(upTo);
        return events;
    }

    private Generation<OrderSpan> spans(long upTo) {
        Generation<OrderSpan> spans = views.live(orderSpans);
        spans.requireFollowed(upTo);
        return spans;
    }

    private static Page page(List<OrderMoment> oneMore, int limit) {
        return oneMore.size() > limit ? new Page(List.copyOf(oneMore.subList(0, limit)), false) : new Page(oneMore, true);
    }

    /** Without those that could not be shown. */
    private static List<OrderMoment> moments(Generation<FeedEvent> events, Bson filter, Bson order, int limit) {
        return events.collection().find(and(filter, exists(Stored.ENTRY)), Document.class)
                .projection(Projections.include(POSITION, "d.type", "d.time", "d.aggregateType", "d.aggregateId", "d.sequence"))
                .sort(order).limit(limit).map(stored -> {
                    try {
                        return moment(stored);
                    } catch (ClassCastException | NullPointerException e) {
                        events.find(stored.getString("_id"));
                        throw e;
                    }
                }).into(new ArrayList<>());
    }

    private static OrderMoment moment(Document stored) {
        Document event = stored.get(Stored.ENTRY, Document.class);
        String id = stored.getString("_id");
        return new OrderMoment(event.getLong("position"), event.getString("type"), event.getDate("time").toInstant(),
                id.substring(0, id.indexOf('/')),
                "%s-%s".formatted(event.getString("aggregateType").toLowerCase(Locale.ROOT), event.getString("aggregateId")),
                event.getLong("sequence"));
    }
}
