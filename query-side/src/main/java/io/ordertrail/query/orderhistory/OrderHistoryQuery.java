package io.ordertrail.query.orderhistory;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Aggregates;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.Cursors;
import io.ordertrail.query.orderhistory.FindOrders.Side;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** Answers from the order history, with restaurants under the names they have now. */
@Component
class OrderHistoryQuery {

    /** As {@link OrderHistoryProjection#NEWEST_FIRST}. */
    private static final Comparator<OrderHistoryEntry> NEWEST_FIRST = Comparator.comparing(OrderHistoryEntry::placedAt)
            .thenComparing(entry -> entry.id().value()).reversed();

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
        Bson side = and(eq(query.side().field(), query.id()), query.filter().byStatus());
        List<Bson> choices = query.filter().words().isEmpty() ? List.of(empty()) : byWords(query, side, orders, names);
        return page(side, query.filter(), choices, query.question(), query.cursor(), query.limit(), orders, names);
    }

    @QueryHandler
    OrderPage handle(FindMatchingOrders query) {
        Generation<OrderHistoryEntry> orders = views.live(orderHistory);
        Generation<RestaurantName> names = views.live(restaurantNames);
        orders.requireSeen(query.tokens());
        names.requireSeen(query.tokens());
        OrderCriteria criteria = query.criteria();
        Set<String> words = criteria.filter().words();
        List<Bson> choices = words.isEmpty() ? List.of(empty()) : choices(words, named(words, names));
        return page(criteria.scope(), criteria.bounded(), choices, criteria.question(), query.cursor(), query.limit(), orders, names);
    }

    @QueryHandler
    OrderPage handle(FindOrdersByIds query) {
        Generation<OrderHistoryEntry> orders = views.live(orderHistory);
        Generation<RestaurantName> names = views.live(restaurantNames);
        orders.requireSeen(query.tokens());
        names.requireSeen(query.tokens());
        Map<String, OrderHistoryEntry> found = new HashMap<>();
        orders.collection().find(in(OrderHistoryProjection.ID, query.ids())).forEach(stored -> {
            orders.requireReadable(stored);
            if (stored.entry() != null && stored.entry().placedAt() != null) {
                found.put(stored.id(), stored.entry());
            }
        });
        return new OrderPage(withPresentNames(query.ids().stream().filter(found::containsKey).map(found::get).toList(), names), null);
    }

    /** @param choices of which an order must meet one */
    private OrderPage page(Bson scope, OrderFilter filter, List<Bson> choices, String question, String cursor, int limit,
            Generation<OrderHistoryEntry> orders, Generation<RestaurantName> names) {
        // One more than asked for tells whether there is a further page.
        List<OrderHistoryEntry> found = cursor == null
                ? newest(orders, scope, List.of(filter.byTime()), choices, limit + 1)
                : following(PageStart.of(cursors.open(cursor, question)), orders, scope, filter, choices, limit + 1);
        if (found.size() <= limit) {
            return new OrderPage(withPresentNames(found, names), null);
        }
        List<OrderHistoryEntry> page = found.subList(0, limit);
        return new OrderPage(withPresentNames(page, names), cursors.seal(PageStart.after(page.getLast()).bytes(), question));
    }

    /** Mostly all with one look, which finds the last order once more; with a second only where its millisecond has many others. */
    private static List<OrderHistoryEntry> following(PageStart last, Generation<OrderHistoryEntry> orders, Bson scope, OrderFilter filter,
            List<Bson> choices, int limit) {
        List<OrderHistoryEntry> found = newest(orders, scope, List.of(filter.byTimeFrom(last)), choices, limit + 1);
        List<OrderHistoryEntry> after = found.stream().filter(last::isBefore).limit(limit).toList();
        return after.size() < limit && found.size() > limit ? newest(orders, scope, filter.byTimeAfter(last), choices, limit) : after;
    }

    /**
     * The newest of one side's orders that meet any of these choices.
     *
     * @param times newest first, none overlapping another
     */
    private static List<OrderHistoryEntry> newest(Generation<OrderHistoryEntry> orders, Bson side, List<Bson> times, List<Bson> choices,
            int limit) {
        SortedSet<OrderHistoryEntry> found = new TreeSet<>(NEWEST_FIRST);
        for (Bson time : times) {
            for (Bson choice : choices) {
                orders.collection().find(and(side, time, choice)).sort(OrderHistoryProjection.NEWEST_FIRST).limit(limit)
                        .map(Stored::entry).into(found);
            }
            if (found.size() >= limit) {
                break;
            }
        }
        return found.stream().limit(limit).toList();
    }

    /**
     * Conditions of which an order must meet one. The words of dishes stand in the entries. The restaurants' names do not: those of the orders in
     * question are looked up.
     */
    private static List<Bson> byWords(FindOrders query, Bson side, Generation<OrderHistoryEntry> orders, Generation<RestaurantName> names) {
        Set<String> words = query.filter().words();
        Set<String> restaurants = query.side() == Side.RESTAURANT ? Set.of(query.id())
                : restaurantsOf(orders, and(side, query.filter().byTime()));
        Set<String> named = new HashSet<>();
        presentNames(restaurants, names).forEach((restaurant, name) -> {
            if (!Collections.disjoint(Words.of(List.of(name)), words)) {
                named.add(restaurant);
            }
        });
        if (query.side() == Side.RESTAURANT && !named.isEmpty()) {
            return List.of(empty());
        }
        return choices(words, named);
    }

    /** The restaurants that have any of these words in their present name. */
    private static Set<String> named(Set<String> words, Generation<RestaurantName> names) {
        return names.collection().find(in(RestaurantNamesProjection.WORDS, words)).map(Stored::id).into(new HashSet<>());
    }

    private static List<Bson> choices(Set<String> words, Set<String> named) {
        List<Bson> choices = new ArrayList<>(Words.in(OrderHistoryProjection.WORDS, words));
        if (!named.isEmpty()) {
            choices.add(in(OrderHistoryProjection.RESTAURANT, named));
        }
        return choices;
    }

    /** From the index alone. */
    private static Set<String> restaurantsOf(Generation<OrderHistoryEntry> orders, Bson filter) {
        return orders.collection()
                .aggregate(List.of(Aggregates.match(filter), Aggregates.group("$" + OrderHistoryProjection.RESTAURANT)), Document.class)
                .map(group -> group.getString(OrderHistoryProjection.ID))
                .into(new HashSet<>());
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
