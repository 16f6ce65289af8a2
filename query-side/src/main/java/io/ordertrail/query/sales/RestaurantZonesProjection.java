package io.ordertrail.query.sales;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.springframework.stereotype.Component;

/** Keeps each restaurant's time zone and currency. */
@Component
class RestaurantZonesProjection implements Projection<RestaurantZone> {

    @Override
    public String view() {
        return "restaurant-zones";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<RestaurantZone> entryType() {
        return RestaurantZone.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof RestaurantEvent restaurant ? restaurant.restaurantId().value() : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("restaurant") ? AggregateId.valueOf(token.aggregate()) : null;
    }

    @Override
    public RestaurantZone evolve(RestaurantZone entry, RecordedEvent event) {
        return switch ((RestaurantEvent) event.payload()) {
            case RestaurantOpened opened -> new RestaurantZone(opened.timeZone(), opened.currency());
            case OpeningHoursChanged changed -> new RestaurantZone(changed.timeZone(), entry.currency());
            case RestaurantEvent.MenuRevised other -> entry;
            case RestaurantEvent.RestaurantRenamed other -> entry;
            case RestaurantEvent.RestaurantClosed other -> entry;
            case RestaurantEvent.RestaurantReopened other -> entry;
        };
    }
}
