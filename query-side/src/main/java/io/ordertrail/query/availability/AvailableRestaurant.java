package io.ordertrail.query.availability;

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
 * A restaurant as {@code GET /restaurants/{id}} shows it, and how far away it is. Public for the codec that stores it.
 *
 * @param open whether it takes orders or was closed by hand; says nothing of its hours
 * @param cuisines null if none are named
 * @param minimumOrder null for no minimum
 * @param distanceMetres from the place asked for, to the centimetre; null where none was
 */
public record AvailableRestaurant(RestaurantId id, long version, boolean open, String name, Address address, GeoPoint location,
        int deliveryRadiusMetres, TimeZoneName timeZone, String openingHours, List<String> cuisines, CurrencyCode currency,
        Money minimumOrder,
        List<MenuItem> menu, Double distanceMetres) {

    static AvailableRestaurant opened(RestaurantOpened event) {
        return new AvailableRestaurant(event.restaurantId(), 0, true, event.name(), event.address(), event.location(),
                event.deliveryRadiusMetres(), event.timeZone(), event.openingHours(), event.cuisines(), event.currency(),
                event.minimumOrder(), event.menu(), null);
    }

    AvailableRestaurant withVersion(long newVersion) {
        return new AvailableRestaurant(id, newVersion, open, name, address, location, deliveryRadiusMetres, timeZone, openingHours,
                cuisines, currency, minimumOrder, menu, distanceMetres);
    }

    AvailableRestaurant withMenu(List<MenuItem> newMenu) {
        return new AvailableRestaurant(id, version, open, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, newMenu, distanceMetres);
    }

    AvailableRestaurant withName(String newName) {
        return new AvailableRestaurant(id, version, open, newName, address, location, deliveryRadiusMetres, timeZone, openingHours,
                cuisines, currency, minimumOrder, menu, distanceMetres);
    }

    AvailableRestaurant withHours(String newHours, TimeZoneName newZone) {
        return new AvailableRestaurant(id, version, open, name, address, location, deliveryRadiusMetres, newZone, newHours, cuisines,
                currency, minimumOrder, menu, distanceMetres);
    }

    AvailableRestaurant withOpen(boolean nowOpen) {
        return new AvailableRestaurant(id, version, nowOpen, name, address, location, deliveryRadiusMetres, timeZone, openingHours,
                cuisines, currency, minimumOrder, menu, distanceMetres);
    }

    AvailableRestaurant at(double metres) {
        return new AvailableRestaurant(id, version, open, name, address, location, deliveryRadiusMetres, timeZone, openingHours, cuisines,
                currency, minimumOrder, menu, Math.round(metres * 100) / 100.0);
    }
}
