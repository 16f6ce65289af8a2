package io.ordertrail.command.restaurant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Answers from restaurants as this node has read them, each brought up to date by the events that it does not know yet: mostly none, so that
 * one look into an index is all. What was not asked for longest is forgotten first.
 */
@Component
class Offers implements Quotes {

    /** What a restaurant takes beside its dishes, as if it were dishes. */
    private static final int OVERHEAD = 20;

    private final EventStore events;
    private final long mostDishes;
    private final LongSupplier nanos;
    private final Map<RestaurantId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long dishes;

    private static final class Kept {
        private final Replica replica;
        private int dishes;

        private Kept(Replica replica) {
            this.replica = replica;
        }
    }

    @Autowired
    Offers(EventStore events, @Value("${ordertrail.command.dishes}") long mostDishes, MeterRegistry registry) {
        this(events, mostDishes, System::nanoTime);
        Gauge.builder("ordertrail.offers", this::dishes).baseUnit("dishes")
                .description("Dishes of restaurants that this node has at hand for quotes").register(registry);
    }

    Offers(EventStore events, long mostDishes, LongSupplier nanos) {
        this.events = events;
        this.mostDishes = mostDishes;
        this.nanos = nanos;
    }

    @Override
    public Quote quote(RestaurantId restaurant, List<Wanted> lines, GeoPoint deliverTo, Instant requestedFor) {
        return offer(restaurant).quote(lines, deliverTo, requestedFor);
    }

    @Override
    public void check(RestaurantId restaurant, GeoPoint deliverTo, Instant requestedFor) {
        offer(restaurant).check(deliverTo, requestedFor);
    }

    private Offer offer(RestaurantId id) {
        Kept restaurant = find(id);
        Offer offer = restaurant.replica.offer(nanos.getAsLong());
        keep(id, restaurant, offer == null ? 0 : offer.menu().size() + OVERHEAD);
        if (offer == null) {
            throw Refusal.notFound("restaurant", id.value());
        }
        return offer;
    }

    private synchronized Kept find(RestaurantId id) {
        return kept.computeIfAbsent(id, unknown -> new Kept(new Replica(id, events, nanos.getAsLong())));
    }

    /** @param size 0 for what need not be kept */
    private synchronized void keep(RestaurantId id, Kept restaurant, int size) {
        if (kept.get(id) != restaurant) {
            return;
        }
        dishes += size - restaurant.dishes;
        restaurant.dishes = size;
        if (size == 0) {
            kept.remove(id);
        }
        for (Iterator<Kept> oldest = kept.values().iterator(); dishes > mostDishes && oldest.hasNext();) {
            dishes -= oldest.next().dishes;
            oldest.remove();
        }
    }

    /** All that is kept, each restaurant counting for some dishes more than it has. */
    synchronized long dishes() {
        return dishes;
    }
}
