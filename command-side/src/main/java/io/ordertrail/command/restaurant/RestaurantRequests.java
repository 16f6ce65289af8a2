package io.ordertrail.command.restaurant;

import io.ordertrail.command.restaurant.RestaurantCommand.OpenRestaurant;
import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.openinghours.OpeningHoursSyntax;
import io.ordertrail.platform.validation.Amount;
import io.ordertrail.platform.validation.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What clients send about restaurants. */
final class RestaurantRequests {

    private static final int LONGEST_MENU = 1_000;

    private RestaurantRequests() {
    }

    record NewRestaurant(@NotNull @Text String name, @NotNull @Valid PostalAddress address, @NotNull GeoPoint location,
            @NotNull @Min(1) @Max(100_000) Integer deliveryRadiusMetres, @NotNull @TimeZoneId String timeZone,
            @NotNull @OpeningHoursSyntax String openingHours, @Size(max = 20) List<@NotNull @Text String> cuisines,
            @NotNull CurrencyCode currency, @Amount Money minimumOrder,
            @NotNull @Size(min = 1, max = LONGEST_MENU) List<@NotNull @Valid NewMenuItem> menu) {

        OpenRestaurant toCommand(RestaurantId id) {
            return new OpenRestaurant(id, name, address.toAddress(), location, deliveryRadiusMetres, new TimeZoneName(timeZone),
                    openingHours,
                    cuisines, currency, minimumOrder, menu.stream().map(NewMenuItem::toMenuItem).toList());
        }
    }

    record PostalAddress(@NotNull @Text String street, @Text String line2, @NotNull @Text String city, @NotNull @Text String postalCode,
            @NotNull @Text String country, @Text String note) {

        Address toAddress() {
            return new Address(street, line2, city, postalCode, country, note);
        }
    }

    record NewMenuItem(@NotNull @Text String id, @NotNull @Text String name, @NotNull @Amount(positive = true) Money price) {

        MenuItem toMenuItem() {
            return new MenuItem(id, name, price);
        }
    }

    record NewMenu(@NotNull @Size(min = 1, max = LONGEST_MENU) List<@NotNull @Valid NewMenuItem> items) {
    }

    record NewRestaurantName(@NotNull @Text String name) {
    }

    record NewOpeningHours(@NotNull @OpeningHoursSyntax String openingHours, @NotNull @TimeZoneId String timeZone) {
    }

    /** The answer to an opening: what was sent, amounts in full digits, and what the server adds. */
    @Schema(example = """
            {"id":"01KAV9X0A1B2C3D4E5F6G7H8JK","version":0,"name":"Ajanta",
             "address":{"street":"Linzer Gasse 1","city":"Salzburg","postalCode":"5020","country":"AT"},
             "location":{"lat":47.803,"lon":13.047},"deliveryRadiusMetres":3000,"timeZone":"Europe/Vienna",
             "openingHours":"Mo-Su 10:00-22:00","cuisines":["indian"],"currency":"EUR",
             "minimumOrder":{"amount":"10.00","currency":"EUR"},
             "menu":[{"id":"1","name":"Chicken Vindaloo","price":{"amount":"12.34","currency":"EUR"}}],"open":true}""")
    record OpenedRestaurant(String id, long version, String name, Address address, GeoPoint location, int deliveryRadiusMetres,
            TimeZoneName timeZone, String openingHours, List<String> cuisines, CurrencyCode currency, Money minimumOrder,
            List<MenuItem> menu,
            boolean open) {

        static OpenedRestaurant of(RestaurantOpened opened) {
            return new OpenedRestaurant(opened.restaurantId().value(), 0, opened.name(), opened.address(), opened.location(),
                    opened.deliveryRadiusMetres(), opened.timeZone(), opened.openingHours(), opened.cuisines(), opened.currency(),
                    opened.minimumOrder(), opened.menu(), true);
        }
    }
}
