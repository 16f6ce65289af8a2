package io.ordertrail.query.live;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.platform.bounded.LatestUsed;
import io.ordertrail.query.Queries;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.query.orderevents.FindOwners;
import io.ordertrail.query.orderevents.FindOwners.Owner;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whose each order is: told by its first event, remembered of the latest orders, and looked up of others. Used by one thread. */
final class Owners {

    /** Of so many orders. */
    private static final int MOST = 50_000;

    private static final Owner NOBODY = new Owner(null, null);

    private final Queries queries;
    private final Map<String, Owner> byOrder = new LatestUsed<>(MOST);

    Owners(Queries queries) {
        this.queries = queries;
    }

    /**
     * Has all of these events' orders looked up that are not known yet. One that is not found although its events have been followed is
     * nobody's.
     *
     * @param position of the last of them
     * @throws io.ordertrail.platform.refusal.Refusal {@code VIEW_BEHIND} if one is not known yet
     */
    void learn(List<RecordedEvent> events, long position) {
        events.forEach(event -> {
            if (event.payload() instanceof OrderPlaced placed) {
                byOrder.put(OrderKey.of(event), new Owner(placed.consumerId().value(), placed.restaurantId().value()));
            }
        });
        List<String> unknown =
                unknown(events.stream().filter(event -> !(event.payload() instanceof AccountEvent)).map(OrderKey::of).toList());
        if (!unknown.isEmpty()) {
            byOrder.putAll(find(unknown, 0));
        }
        List<String> left = unknown(unknown);
        if (!left.isEmpty()) {
            Map<String, Owner> found = find(left, position);
            left.forEach(order -> byOrder.put(order, Objects.requireNonNullElse(found.get(order), NOBODY)));
        }
    }

    /** Of an order that has been learnt; an account's event tells its consumer by itself. */
    Owner of(RecordedEvent event) {
        return event.payload() instanceof AccountEvent account ? new Owner(account.accountId().value(), null)
                : byOrder.getOrDefault(OrderKey.of(event), NOBODY);
    }

    private Map<String, Owner> find(List<String> orders, long upTo) {
        return queries.ask(new FindOwners(orders, upTo, List.of()), FindOwners.Owners.class).byOrder();
    }

    private List<String> unknown(List<String> orderIds) {
        return orderIds.stream().filter(order -> !byOrder.containsKey(order)).distinct().toList();
    }
}
