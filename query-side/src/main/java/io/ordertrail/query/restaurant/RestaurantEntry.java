package io.ordertrail.query.restaurant;

import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.util.List;

/**
 * A restaurant as {@code GET /restaurants/{id}} shows it: as posted, brought up to date. Public for the codec that stores it.
 *
 * @param open whether it takes orders or was closed by hand; says nothing of its hours
 * @param timeZone of its opening hours
 * @param minimumOrder null for no minimum
 */
public record RestaurantEntry(RestaurantId id, long version, boolean open, String name, Address address, GeoPoint location,
        int deliveryRadiusMetres, TimeZoneName timeZone, String openingHours, List<String> cuisines, CurrencyCode currency,
        Money minimumOrder,
        List<MenuItem> menu) {

    static RestaurantEntry opened(RestaurantOpened event, long version) {
        return new RestaurantEntry(event.restaurantId(), version, true, event.name(), event.address(), event.location(),
                event.deliveryRadiusMetres(), event.timeZone(), event.openingHours(), event.cuisines(),
                event.currency(), event.minimumOrder(), event.menu());
    }

    RestaurantEntry withVersion(long newVersion) {
        return new RestaurantEntry(id, newVersion, open, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, menu);
    }

    RestaurantEntry withMenu(List<MenuItem> newMenu) {
        return new RestaurantEntry(id, version, open, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, newMenu);
    }

    RestaurantEntry withName(String newName) {
        return new RestaurantEntry(id, version, open, newName, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, menu);
    }

    RestaurantEntry withHours(String newHours, TimeZoneName newZone) {
        return new RestaurantEntry(id, version, open, name, address, location, deliveryRadiusMetres, newZone, newHours, cuisines, currency,
                minimumOrder, menu);
    }

    RestaurantEntry withOpen(boolean nowOpen) {
        return new RestaurantEntry(id, version, nowOpen, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, menu);
    }
}
