package io.ordertrail.command.restaurant;

import static io.ordertrail.command.restaurant.TestRestaurant.ADDRESS;
import static io.ordertrail.command.restaurant.TestRestaurant.EUR;
import static io.ordertrail.command.restaurant.TestRestaurant.HOURS;
import static io.ordertrail.command.restaurant.TestRestaurant.ID;
import static io.ordertrail.command.restaurant.TestRestaurant.LOCATION;
import static io.ordertrail.command.restaurant.TestRestaurant.MENU;
import static io.ordertrail.command.restaurant.TestRestaurant.MINIMUM;
import static io.ordertrail.command.restaurant.TestRestaurant.OPENED;
import static io.ordertrail.command.restaurant.TestRestaurant.VIENNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.command.Quote;
import io.ordertrail.command.Wanted;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an order would cost, and whether it can be brought. In November 2026, Vienna is one hour ahead of UTC. */
class QuotingTest {

    private static final GeoPoint NEAR = new GeoPoint(47.800, 13.040);
    private static final GeoPoint FAR = new GeoPoint(47.900, 13.040);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-21T23:00:00Z");
    private static final Place PICK_UP = new Place(ADDRESS, LOCATION);

    private static final Wanted FIVE = new Wanted("1", 5);

    private final StoredRestaurant restaurant = new StoredRestaurant();
    private final Offers offers = new Offers(restaurant.events(), 1_000, () -> 0);

    @Test
    void pricesComeFromTheMenu() {
        restaurant.with(OPENED);
        assertThat(quote(NEAR, NOON, new Wanted("1", 5), new Wanted("2", 1))).isEqualTo(new Quote("Ajanta", PICK_UP,
                List.of(vindaloo("12.34", 5), new OrderLine("2", "Naan", Money.of("3.00", "EUR"), 1)), Money.of("64.70", "EUR"), MINIMUM));
    }

    @Test
    void fromTheMenuAndUnderTheNameOfNow() {
        MenuItem dearer = new MenuItem("1", "Chicken Vindaloo", Money.of("13.00", "EUR"));
        restaurant.with(OPENED, new MenuRevised(ID, List.of(dearer)), new RestaurantRenamed(ID, "Ajanta Palace"));
        assertThat(quote(NEAR, NOON, new Wanted("1", 1)))
                .isEqualTo(new Quote("Ajanta Palace", PICK_UP, List.of(vindaloo("13.00", 1)), Money.of("13.00", "EUR"), MINIMUM));
    }

    @Test
    void anItemThatIsNotOnTheMenuIsNamed() {
        restaurant.with(OPENED);
        refused(Code.UNKNOWN_MENU_ITEM, "/lines/1/menuItemId", () -> quote(NEAR, NOON, new Wanted("1", 5), new Wanted("9", 1)));
    }

    @Test
    void anItemThatWasOnTheMenuIsUnknownNow() {
        restaurant.with(OPENED, new MenuRevised(ID, MENU.subList(1, 2)));
        refused(Code.UNKNOWN_MENU_ITEM, "/lines/0/menuItemId", () -> quote(NEAR, NOON, FIVE));
    }

    @Test
    void lessThanTheMinimumIsRefused() {
        restaurant.with(OPENED);
        refused(Code.ORDER_MINIMUM_NOT_MET, "/lines", () -> quote(NEAR, NOON, new Wanted("2", 3)));
    }

    @Test
    void justTheMinimumIsEnough() {
        restaurant.with(OPENED, new MenuRevised(ID, List.of(new MenuItem("3", "Thali", Money.of("5.00", "EUR")))));
        assertThat(quote(NEAR, NOON, new Wanted("3", 2)).total()).isEqualTo(MINIMUM);
    }

    @Test
    void withoutAMinimumAnySumIsEnough() {
        restaurant.with(new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, HOURS, null, EUR, null, MENU));
        assertThat(quote(NEAR, NOON, new Wanted("2", 1)).minimumOrder()).isNull();
    }

    @Test
    void tooFarAwayIsRefused() {
        restaurant.with(OPENED);
        refused(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location", () -> quote(FAR, NOON, FIVE));
    }

    /** A thousandth of a degree of latitude is 111.195 metres. */
    @ParameterizedTest
    @CsvSource({"111, false", "112, true"})
    void theRadiusIsMeasuredInMetres(int radius, boolean within) {
        GeoPoint north = new GeoPoint(LOCATION.lat() + 0.001, LOCATION.lon());
        restaurant.with(new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, radius, VIENNA, HOURS, null, EUR, null, MENU));
        if (within) {
            offers.check(ID, north, null);
        } else {
            refused(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location", () -> offers.check(ID, north, null));
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T08:59:59.999Z, false", "2026-11-21T09:00:00Z, true", "2026-11-21T20:59:59.999Z, true",
            "2026-11-21T21:00:00Z, false"})
    void openingHoursAreLocalTimes(Instant requestedFor, boolean open) {
        restaurant.with(OPENED);
        if (open) {
            assertThat(quote(NEAR, requestedFor, FIVE)).isNotNull();
        } else {
            refused(Code.RESTAURANT_CLOSED, "/requestedFor", () -> quote(NEAR, requestedFor, FIVE));
        }
    }

    @Test
    void theHoursAndTheZoneOfNowCount() {
        restaurant.with(OPENED, new OpeningHoursChanged(ID, "Mo-Su 18:00-02:00", new TimeZoneName("Asia/Kolkata")));
        assertThat(quote(NEAR, Instant.parse("2026-11-21T20:29:00Z"), FIVE)).isNotNull();
    }

    @Test
    void aRestaurantClosedByHandTakesNoOrders() {
        restaurant.with(OPENED, new RestaurantClosed(ID));
        refused(Code.RESTAURANT_CLOSED, null, () -> quote(NEAR, NOON, FIVE));
    }

    @Test
    void aReopenedOneDoes() {
        restaurant.with(OPENED, new RestaurantClosed(ID), new RestaurantReopened(ID));
        assertThat(quote(NEAR, NOON, FIVE)).isNotNull();
    }

    @Test
    void anUnknownRestaurantQuotesNothing() {
        refused(Code.NOT_FOUND, null, () -> quote(NEAR, NOON, FIVE));
    }

    @Test
    void onlyWhatIsAskedIsChecked() {
        restaurant.with(OPENED);
        offers.check(ID, NEAR, null);
        offers.check(ID, null, NOON);
        refused(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location", () -> offers.check(ID, FAR, null));
        refused(Code.RESTAURANT_CLOSED, "/requestedFor", () -> offers.check(ID, null, NIGHT));
    }

    @Test
    void whatWasOrderedCanStillBeServedByOneThatHasClosedByHand() {
        restaurant.with(OPENED, new RestaurantClosed(ID));
        assertThatCode(() -> offers.check(ID, NEAR, NOON)).doesNotThrowAnyException();
    }

    private Quote quote(GeoPoint deliverTo, Instant requestedFor, Wanted... lines) {
        return offers.quote(ID, List.of(lines), deliverTo, requestedFor);
    }

    private static void refused(Code code, String field, ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.reason().field()).isEqualTo(field);
        });
    }

    private static OrderLine vindaloo(String price, int quantity) {
        return new OrderLine("1", "Chicken Vindaloo", Money.of(price, "EUR"), quantity);
    }
}
