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
import java.util.List;

/** The restaurant that the tests of this package speak of: Ajanta, as in the API's examples. */
final class TestRestaurant {

    static final RestaurantId ID = new RestaurantId("01K9ZZZZZZZZZZZZZZZZZZZZZZ");
    static final Address ADDRESS = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    static final GeoPoint LOCATION = new GeoPoint(47.803, 13.047);
    static final TimeZoneName VIENNA = new TimeZoneName("Europe/Vienna");
    static final String HOURS = "Mo-Su 10:00-22:00";
    static final CurrencyCode EUR = new CurrencyCode("EUR");
    static final Money MINIMUM = Money.of("10.00", "EUR");
    static final MenuItem VINDALOO = new MenuItem("1", "Chicken Vindaloo", Money.of("12.34", "EUR"));
    static final MenuItem NAAN = new MenuItem("2", "Naan", Money.of("3.00", "EUR"));
    static final List<MenuItem> MENU = List.of(VINDALOO, NAAN);
    static final RestaurantOpened OPENED = new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, HOURS, List.of("indian"),
            EUR, MINIMUM, MENU);

    private TestRestaurant() {
    }

    static OpenRestaurant opening(String openingHours, Money minimumOrder, List<MenuItem> menu) {
        return new OpenRestaurant(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, openingHours, List.of("indian"), EUR, minimumOrder, menu);
    }
}
