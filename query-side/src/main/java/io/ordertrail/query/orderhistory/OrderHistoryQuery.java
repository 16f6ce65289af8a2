package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;

import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.view.Generation;
import io.ordertrail.query.view.Stored;
import io.ordertrail.query.view.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Answers from the order history, with restaurants under the names they have now. */
@Component
class OrderHistoryQuery {

    private final Views views;
    private final OrderHistoryProjection orderHistory;
    private final RestaurantNamesProjection restaurantNames;
    private final Cursors cursors;

    OrderHistoryQuery(Views views, OrderHistoryProjection orderHistory, RestaurantNamesProjection restaurantNames, Cursors cursors) {
        this.views = views;
        this.orderHistory = orderHistory;
        this.restaurantNames = restaurantNames;
        this.cursors = cursors;
    }

    @QueryHandler
    OrderHistoryEntry handle(FindOrder query) {
        Generation<OrderHistoryEntry> orders = views.live(orderHistory);
        Generation<RestaurantName> names = views.live(restaurantNames);
        orders.requireSeen(query.tokens());
        names.requireSeen(query.tokens());
        return orders.find(query.id())
                .map(Stored::entry)
                .filter(entry -> entry.placedAt() != null)
                .map(entry -> withPresentNames(List.of(entry), names).getFirst())
                .orElseThrow(() -> Refusal.notFound("order", query.id()));
    }

    @QueryHandler
    OrderPage handle(FindOrders query) {
        Generation<OrderHistoryEntry> orders = views.live(orderHistory);
        Generation<RestaurantName> names = views.live(restaurantNames);
        orders.requireSeen(query.tokens());
        names.requireSeen(query.tokens());
        Bson filter = and(eq(query.side().field(), query.id()), query.filter().byOrder());
        if (!query.filter().words().isEmpty()) {
            filter = and(filter, byWords(query.filter().words(), filter, orders, names));
        }
        if (query.cursor() != null) {
            filter = and(filter, PageStart.of(cursors.open(query.cursor(), query.question())).filter());
        }
        // One more than asked for tells whether there is a further page.
        List<OrderHistoryEntry> found = orders.collection().find(filter).sort(OrderHistoryProjection.NEWEST_FIRST).limit(query.limit() + 1)
                .map(Stored::entry).into(new ArrayList<>());
        if (found.size() <= query.limit()) {
            return new OrderPage(withPresentNames(found, names), null);
        }
        List<OrderHistoryEntry> page = found.subList(0, query.limit());
        return new OrderPage(withPresentNames(page, names), cursors.seal(PageStart.after(page.getLast()).bytes(), query.question()));
    }

    /** The words of dishes stand in the entries. The restaurants' names do not: those of the orders in question are looked up. */
    private static Bson byWords(Set<String> words, Bson filter, Generation<OrderHistoryEntry> orders, Generation<RestaurantName> names) {
        Set<String> restaurants =
                orders.collection().distinct(OrderHistoryProjection.RESTAURANT, filter, String.class).into(new HashSet<>());
        Map<String, String> present = presentNames(restaurants, names);
        restaurants.removeIf(id -> Collections.disjoint(Words.of(List.of(present.getOrDefault(id, ""))), words));
        return or(in(OrderHistoryProjection.WORDS, words), in(OrderHistoryProjection.RESTAURANT, restaurants));
    }

    /** The name it was ordered from stands where no other is known. */
    private static List<OrderHistoryEntry> withPresentNames(List<OrderHistoryEntry> entries, Generation<RestaurantName> names) {
        Map<String, String> present =
                presentNames(entries.stream().map(entry -> entry.restaurant().id().value()).collect(Collectors.toSet()), names);
        return entries.stream().map(entry -> {
            String name = present.get(entry.restaurant().id().value());
            return name == null ? entry : entry.withRestaurantName(name);
        }).toList();
    }

    private static Map<String, String> presentNames(Collection<String> restaurants, Generation<RestaurantName> names) {
        Map<String, String> present = new HashMap<>();
        if (!restaurants.isEmpty()) {
            names.collection().find(in(OrderHistoryProjection.ID, restaurants)).forEach(stored -> {
                if (stored.entry() != null) {
                    present.put(stored.id(), stored.entry().name());
                }
            });
        }
        return present;
    }
}
