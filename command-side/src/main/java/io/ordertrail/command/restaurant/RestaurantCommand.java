package io.ordertrail.command.restaurant;

import io.ordertrail.command.Creation;
import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What a restaurant can be asked to do. */
public sealed interface RestaurantCommand {

    RestaurantId restaurantId();

    /**
     * @param openingHours OpenStreetMap's {@code opening_hours} syntax, local times of the time zone
     * @param cuisines may be null
     * @param minimumOrder the least an order must cost, null for no minimum
     */
    record OpenRestaurant(@TargetAggregateIdentifier RestaurantId restaurantId, String name, Address address, GeoPoint location,
            int deliveryRadiusMetres, TimeZoneName timeZone, String openingHours, List<String> cuisines, CurrencyCode currency,
            Money minimumOrder,
            List<MenuItem> menu) implements RestaurantCommand, Creation<RestaurantOpened> {

        @Override
        public RestaurantId aggregateId() {
            return restaurantId;
        }

        @Override
        public RestaurantOpened event() {
            return new RestaurantOpened(restaurantId, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                    currency, minimumOrder, menu);
        }
    }

    record ReviseMenu(@TargetAggregateIdentifier RestaurantId restaurantId, List<MenuItem> menu) implements RestaurantCommand {
    }

    record RenameRestaurant(@TargetAggregateIdentifier RestaurantId restaurantId, String name) implements RestaurantCommand {
    }

    record ChangeOpeningHours(@TargetAggregateIdentifier RestaurantId restaurantId, String openingHours, TimeZoneName timeZone)
            implements RestaurantCommand {
    }

    record CloseRestaurant(@TargetAggregateIdentifier RestaurantId restaurantId) implements RestaurantCommand {
    }

    record ReopenRestaurant(@TargetAggregateIdentifier RestaurantId restaurantId) implements RestaurantCommand {
    }
}
