package io.ordertrail.events;

import java.util.List;
import org.axonframework.serialization.Revision;

/** What happens to a restaurant. */
public sealed interface RestaurantEvent extends DomainEvent {

    RestaurantId restaurantId();

    /**
     * @param openingHours OpenStreetMap's {@code opening_hours} syntax, local times of the time zone
     * @param cuisines null if none were named
     * @param minimumOrder the least an order must cost, null for no minimum
     */
    @Revision("1")
    record RestaurantOpened(RestaurantId restaurantId, String name, Address address, GeoPoint location, int deliveryRadiusMetres,
            TimeZoneName timeZone, String openingHours, @MayBeAbsent List<String> cuisines, CurrencyCode currency,
            @MayBeAbsent Money minimumOrder,
            List<MenuItem> menu)
            implements RestaurantEvent {
    }

    @Revision("1")
    record MenuRevised(RestaurantId restaurantId, List<MenuItem> menu) implements RestaurantEvent {
    }

    @Revision("1")
    record RestaurantRenamed(RestaurantId restaurantId, String name) implements RestaurantEvent {
    }

    @Revision("1")
    record OpeningHoursChanged(RestaurantId restaurantId, String openingHours, TimeZoneName timeZone) implements RestaurantEvent {
    }

    @Revision("1")
    record RestaurantClosed(RestaurantId restaurantId) implements RestaurantEvent {
    }

    @Revision("1")
    record RestaurantReopened(RestaurantId restaurantId) implements RestaurantEvent {
    }
}
