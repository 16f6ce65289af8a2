package io.ordertrail.query.restaurant;

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
import org.springframework.stereotype.Component;

/** The restaurants, one document each. */
@Component
class RestaurantProjection implements Projection<RestaurantEntry> {

    @Override
    public String view() {
        return "restaurants";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<RestaurantEntry> entryType() {
        return RestaurantEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof RestaurantEvent e ? e.restaurantId().value() : null;
    }

    @Override
    public RestaurantEntry evolve(RestaurantEntry entry, RecordedEvent event) {
        RestaurantEntry changed = switch ((RestaurantEvent) event.payload()) {
            case RestaurantOpened e -> RestaurantEntry.opened(e, event.sequence());
            case MenuRevised e -> entry.withMenu(e.menu());
            case RestaurantRenamed e -> entry.withName(e.name());
            case OpeningHoursChanged e -> entry.withHours(e.openingHours(), e.timeZone());
            case RestaurantClosed e -> entry.withOpen(false);
            case RestaurantReopened e -> entry.withOpen(true);
        };
        return changed.withVersion(event.sequence());
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("restaurant") ? AggregateId.valueOf(token.aggregate()) : null;
    }
}
