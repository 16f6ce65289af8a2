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
import static io.ordertrail.command.restaurant.TestRestaurant.VINDALOO;
import static io.ordertrail.command.restaurant.TestRestaurant.opening;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.Refused;
import io.ordertrail.command.restaurant.RestaurantCommand.ChangeOpeningHours;
import io.ordertrail.command.restaurant.RestaurantCommand.CloseRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.OpenRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.RenameRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReopenRestaurant;
import io.ordertrail.command.restaurant.RestaurantCommand.ReviseMenu;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.refusal.Code;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestaurantTest {

    private static final String OTHER_HOURS = "Tu-Su 11:30-14:30,17:30-22:00; Mo off";
    private static final TimeZoneName LONDON = new TimeZoneName("Europe/London");

    private final FixtureConfiguration<Restaurant> fixture = new AggregateTestFixture<>(Restaurant.class);

    @Test
    void opens() {
        fixture.givenNoPriorActivity()
                .when(opening(HOURS, MINIMUM, MENU))
                .expectEvents(OPENED)
                .expectResultMessagePayload(outcome("OPEN", 0));
    }

    @Test
    void needsNeitherCuisinesNorAMinimum() {
        fixture.givenNoPriorActivity()
                .when(new OpenRestaurant(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, HOURS, null, EUR, null, MENU))
                .expectEvents(new RestaurantOpened(ID, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, HOURS, null, EUR, null, MENU));
    }

    @Test
    void openingTheSameAgainIsARepeat() {
        fixture.given(OPENED)
                .when(opening(HOURS, MINIMUM, MENU))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("OPEN", 0));
    }

    @Test
    void openingAnotherUnderTheSameIdIsRefused() {
        fixture.given(OPENED)
                .when(opening(OTHER_HOURS, MINIMUM, MENU))
                .expectNoEvents()
                .expectException(Refused.inState("OPEN"));
    }

    @Test
    void openingIsNoRepeatOnceTheRestaurantIsClosed() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(opening(HOURS, MINIMUM, MENU))
                .expectNoEvents()
                .expectException(Refused.inState("CLOSED"));
    }

    static Stream<Arguments> menusThatBreakARule() {
        return Stream.of(
                Arguments.of(List.of(), Code.INVALID, ""),
                Arguments.of(List.of(VINDALOO, item("2", "3.00"), item("3", "3.00"), item("1", "9.00")), Code.INVALID, "/3/id"),
                Arguments.of(List.of(VINDALOO, item("2", "0.00")), Code.INVALID, "/1/price/amount"),
                Arguments.of(List.of(VINDALOO, new MenuItem("2", "Naan", Money.of("3.00", "USD"))), Code.CURRENCY_MISMATCH,
                        "/1/price/currency"));
    }

    @ParameterizedTest
    @MethodSource("menusThatBreakARule")
    void cannotOpenWithAMenuThatBreaksARule(List<MenuItem> menu, Code code, String field) {
        fixture.givenNoPriorActivity()
                .when(opening(HOURS, MINIMUM, menu))
                .expectNoEvents()
                .expectException(Refused.with(code, "/menu" + field));
    }

    @ParameterizedTest
    @MethodSource("menusThatBreakARule")
    void cannotReviseTheMenuToOneThatBreaksARule(List<MenuItem> menu, Code code, String field) {
        fixture.given(OPENED)
                .when(new ReviseMenu(ID, menu))
                .expectNoEvents()
                .expectException(Refused.with(code, "/items" + field));
    }

    @Test
    void cannotOpenWithAMinimumInAnotherCurrency() {
        fixture.givenNoPriorActivity()
                .when(opening(HOURS, Money.of("10.00", "USD"), MENU))
                .expectNoEvents()
                .expectException(Refused.with(Code.CURRENCY_MISMATCH, "/minimumOrder/currency"));
    }

    @Test
    void cannotOpenWithHoursThatNobodyUnderstands() {
        fixture.givenNoPriorActivity()
                .when(opening("whenever", MINIMUM, MENU))
                .expectNoEvents()
                .expectException(Refused.with(Code.INVALID, "/openingHours"));
    }

    @Test
    void revisesTheMenu() {
        List<MenuItem> revised = List.of(item("1", "12.90"), item("2", "3.00"));
        fixture.given(OPENED)
                .when(new ReviseMenu(ID, revised))
                .expectEvents(new MenuRevised(ID, revised))
                .expectResultMessagePayload(outcome("OPEN", 1));
    }

    @Test
    void theSameMenuAgainIsARepeat() {
        fixture.given(OPENED)
                .when(new ReviseMenu(ID, List.copyOf(MENU)))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("OPEN", 0));
    }

    @Test
    void takesAnotherName() {
        fixture.given(OPENED)
                .when(new RenameRestaurant(ID, "Ajanta Palace"))
                .expectEvents(new RestaurantRenamed(ID, "Ajanta Palace"));
    }

    @Test
    void theSameNameAgainIsARepeat() {
        fixture.given(OPENED, new RestaurantRenamed(ID, "Ajanta Palace"))
                .when(new RenameRestaurant(ID, "Ajanta Palace"))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("OPEN", 1));
    }

    @Test
    void changesItsHoursOrItsZone() {
        fixture.given(OPENED)
                .when(new ChangeOpeningHours(ID, OTHER_HOURS, VIENNA))
                .expectEvents(new OpeningHoursChanged(ID, OTHER_HOURS, VIENNA));
        fixture.given(OPENED)
                .when(new ChangeOpeningHours(ID, HOURS, LONDON))
                .expectEvents(new OpeningHoursChanged(ID, HOURS, LONDON));
    }

    @Test
    void theSameHoursAgainAreARepeat() {
        fixture.given(OPENED, new OpeningHoursChanged(ID, OTHER_HOURS, LONDON))
                .when(new ChangeOpeningHours(ID, OTHER_HOURS, LONDON))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("OPEN", 1));
    }

    @Test
    void cannotChangeToHoursThatNobodyUnderstands() {
        fixture.given(OPENED)
                .when(new ChangeOpeningHours(ID, "by appointment", VIENNA))
                .expectNoEvents()
                .expectException(Refused.with(Code.INVALID, "/openingHours"));
    }

    @Test
    void closes() {
        fixture.given(OPENED)
                .when(new CloseRestaurant(ID))
                .expectEvents(new RestaurantClosed(ID))
                .expectResultMessagePayload(outcome("CLOSED", 1));
    }

    @Test
    void closingAClosedOneIsARepeat() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(new CloseRestaurant(ID))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("CLOSED", 1));
    }

    @Test
    void reopens() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(new ReopenRestaurant(ID))
                .expectEvents(new RestaurantReopened(ID))
                .expectResultMessagePayload(outcome("OPEN", 2));
    }

    @Test
    void reopeningAnOpenOneIsARepeat() {
        fixture.given(OPENED)
                .when(new ReopenRestaurant(ID))
                .expectNoEvents()
                .expectResultMessagePayload(outcome("OPEN", 0));
    }

    @Test
    void aClosedOneCanBePreparedForItsReturn() {
        fixture.given(OPENED, new RestaurantClosed(ID))
                .when(new ReviseMenu(ID, List.of(item("2", "3.00"))))
                .expectEvents(new MenuRevised(ID, List.of(item("2", "3.00"))))
                .expectResultMessagePayload(outcome("CLOSED", 2));
    }

    static Stream<RestaurantCommand> commandsOnWhatExists() {
        return Stream.of(new ReviseMenu(ID, MENU), new RenameRestaurant(ID, "Ajanta"), new ChangeOpeningHours(ID, HOURS, VIENNA),
                new CloseRestaurant(ID), new ReopenRestaurant(ID));
    }

    @ParameterizedTest
    @MethodSource("commandsOnWhatExists")
    void anUnknownRestaurantIsNotFound(RestaurantCommand command) {
        fixture.givenNoPriorActivity().when(command).expectException(AggregateNotFoundException.class);
    }

    private static MenuItem item(String id, String price) {
        return new MenuItem(id, "Dish " + id, Money.of(price, "EUR"));
    }

    private static Outcome outcome(String status, long version) {
        return new Outcome(ID.toString(), status, version, version, "");
    }
}
