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

import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.restaurant.RestaurantCommand.CheckService;
import io.ordertrail.command.restaurant.RestaurantCommand.QuoteOrder;
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
import io.ordertrail.platform.refusal.Code;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
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

    private final FixtureConfiguration<Restaurant> fixture = new AggregateTestFixture<>(Restaurant.class);

    @Test
    void pricesComeFromTheMenu() {
        fixture.given(OPENED)
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5), new Wanted("2", 1)), NEAR, NOON))
                .expectNoEvents()
                .expectResultMessagePayload(new Quote("Ajanta", PICK_UP,
                        List.of(vindaloo("12.34", 5), new OrderLine("2", "Naan", Money.of("3.00", "EUR"), 1)),
                        Money.of("64.70", "EUR"), MINIMUM));
    }

    @Test
    void fromTheMenuAndUnderTheNameOfNow() {
        MenuItem dearer = new MenuItem("1", "Chicken Vindaloo", Money.of("13.00", "EUR"));
        fixture.given(OPENED, new MenuRevised(ID, List.of(dearer)), new RestaurantRenamed(ID, "Ajanta Palace"))
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 1)), NEAR, NOON))
                .expectNoEvents()
                .expectResultMessagePayload(new Quote("Ajanta Palace", PICK_UP, List.of(vindaloo("13.00", 1)), Money.of("13.00", "EUR"),
                        MINIMUM));
    }

    @Test
    void anItemThatIsNotOnTheMenuIsNamed() {
        fixture.given(OPENED)
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5), new Wanted("9", 1)), NEAR, NOON))
                .expectNoEvents()
                .expectException(Refused.with(Code.UNKNOWN_MENU_ITEM, "/lines/1/menuItemId"));
    }

    @Test
    void anItemThatWasOnTheMenuIsUnknownNow() {
        fixture.given(OPENED, new MenuRevised(ID, MENU.subList(1, 2)))
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, NOON))
                .expectException(Refused.with(Code.UNKNOWN_MENU_ITEM, "/lines/0/menuItemId"));
    }

    @Test
    void lessThanTheMinimumIsRefused() {
        fixture.given(OPENED)
                .when(new QuoteOrder(ID, List.of(new Wanted("2", 3)), NEAR, NOON))
                .expectNoEvents()
                .expectException(Refused.with(Code.ORDER_MINIMUM_NOT_MET, "/lines"));
    }

    @Test
    void justTheMinimumIsEnough() {
        fixture.given(OPENED, new MenuRevised(ID, List.of(new MenuItem("3", "Thali", Money.of("5.00", "EUR")))))
                .when(new QuoteOrder(ID, List.of(new Wanted("3", 2)), NEAR, NOON))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void withoutAMinimumAnySumIsEnough() {
        fixture.given(new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, HOURS, null, EUR, null, MENU))
                .when(new QuoteOrder(ID, List.of(new Wanted("2", 1)), NEAR, NOON))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void tooFarAwayIsRefused() {
        fixture.given(OPENED)
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), FAR, NOON))
                .expectNoEvents()
                .expectException(Refused.with(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location"));
    }

    /** A thousandth of a degree of latitude is 111.195 metres. */
    @ParameterizedTest
    @CsvSource({"111, false", "112, true"})
    void theRadiusIsMeasuredInMetres(int radius, boolean within) {
        GeoPoint north = new GeoPoint(LOCATION.lat() + 0.001, LOCATION.lon());
        var result = fixture.given(new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, radius, VIENNA, HOURS, null, EUR, null, MENU))
                .when(new CheckService(ID, north, null));
        if (within) {
            result.expectSuccessfulHandlerExecution();
        } else {
            result.expectException(Refused.with(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-11-21T08:59:59.999Z, false", "2026-11-21T09:00:00Z, true", "2026-11-21T20:59:59.999Z, true",
            "2026-11-21T21:00:00Z, false"})
    void openingHoursAreLocalTimes(Instant requestedFor, boolean open) {
        var result = fixture.given(OPENED).when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, requestedFor));
        if (open) {
            result.expectSuccessfulHandlerExecution();
        } else {
            result.expectException(Refused.with(Code.RESTAURANT_CLOSED, "/requestedFor"));
        }
    }

    @Test
    void theHoursAndTheZoneOfNowCount() {
        fixture.given(OPENED, new OpeningHoursChanged(ID, "Mo-Su 18:00-02:00", ZoneId.of("Asia/Kolkata")))
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, Instant.parse("2026-11-21T20:29:00Z")))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aRestaurantClosedByHandTakesNoOrders() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, NOON))
                .expectNoEvents()
                .expectException(Refused.with(Code.RESTAURANT_CLOSED, null));
    }

    @Test
    void aReopenedOneDoes() {
        fixture.given(OPENED, new RestaurantClosed(ID), new RestaurantReopened(ID))
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, NOON))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void anUnknownRestaurantQuotesNothing() {
        fixture.givenNoPriorActivity()
                .when(new QuoteOrder(ID, List.of(new Wanted("1", 5)), NEAR, NOON))
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void onlyWhatIsAskedIsChecked() {
        fixture.given(OPENED)
                .when(new CheckService(ID, NEAR, null))
                .expectNoEvents()
                .expectResultMessagePayload(new Outcome(ID.toString(), "OPEN", 0, 0, ""));
        fixture.given(OPENED).when(new CheckService(ID, null, NOON)).expectSuccessfulHandlerExecution();
        fixture.given(OPENED)
                .when(new CheckService(ID, FAR, null))
                .expectException(Refused.with(Code.OUT_OF_DELIVERY_AREA, "/deliverTo/location"));
        fixture.given(OPENED)
                .when(new CheckService(ID, null, NIGHT))
                .expectException(Refused.with(Code.RESTAURANT_CLOSED, "/requestedFor"));
    }

    @Test
    void whatWasOrderedCanStillBeServedByOneThatHasClosedByHand() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(new CheckService(ID, NEAR, NOON))
                .expectNoEvents()
                .expectResultMessagePayload(new Outcome(ID.toString(), "CLOSED", 1, 1, ""));
    }

    private static OrderLine vindaloo(String price, int quantity) {
        return new OrderLine("1", "Chicken Vindaloo", Money.of(price, "EUR"), quantity);
    }
}
