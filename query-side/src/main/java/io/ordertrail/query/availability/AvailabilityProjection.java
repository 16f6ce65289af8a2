package io.ordertrail.query.availability;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** The restaurants, one document each, by where and when they deliver. */
@Component
class AvailabilityProjection implements Projection<AvailabilityEntry> {

    /** Fields that queries name. */
    static final String PLACE = "d.place";
    static final String LATITUDE = "d.restaurant.location.lat";
    static final String MARKET = "d.market";
    static final String OPENINGS = "d.openings";

    @Override
    public String view() {
        return "available-restaurants";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<AvailabilityEntry> entryType() {
        return AvailabilityEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof RestaurantEvent e ? e.restaurantId().value() : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("restaurant") ? AggregateId.valueOf(token.aggregate()) : null;
    }

    @Override
    public AvailabilityEntry evolve(AvailabilityEntry entry, RecordedEvent event) {
        AvailableRestaurant changed = switch ((RestaurantEvent) event.payload()) {
            case RestaurantOpened e -> AvailableRestaurant.opened(e);
            case MenuRevised e -> entry.restaurant().withMenu(e.menu());
            case RestaurantRenamed e -> entry.restaurant().withName(e.name());
            case OpeningHoursChanged e -> entry.restaurant().withHours(e.openingHours(), e.timeZone());
            case RestaurantClosed e -> entry.restaurant().withOpen(false);
            case RestaurantReopened e -> entry.restaurant().withOpen(true);
        };
        return AvailabilityEntry.of(changed.withVersion(event.sequence()));
    }

    /**
     * The first finds, of a market's restaurants that are open, the nearest, whatever else there is. It holds nothing for who looks for markets,
     * as a spherical index leaves out what has no place: these have an index of their own.
     */
    @Override
    public List<IndexModel> indexes() {
        return List.of(
                new IndexModel(Indexes.compoundIndex(Indexes.ascending(MARKET, OPENINGS), Indexes.geo2dsphere(PLACE))),
                new IndexModel(Indexes.ascending(MARKET)));
    }
}
