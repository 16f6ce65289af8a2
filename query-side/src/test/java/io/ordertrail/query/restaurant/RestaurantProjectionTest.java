package io.ordertrail.query.restaurant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.Address;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestaurantProjectionTest {

    private static final RestaurantId AJANTA = new RestaurantId("01KAV9X0A1B2C3D4E5F6G7H8JK");
    private static final Address ADDRESS = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    private static final GeoPoint LOCATION = new GeoPoint(47.803, 13.047);
    private static final TimeZoneName VIENNA = new TimeZoneName("Europe/Vienna");
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Money MINIMUM = Money.of("10", "EUR");
    private static final List<MenuItem> MENU = List.of(new MenuItem("1", "Chicken Vindaloo", Money.of("12.34", "EUR")));

    private final RestaurantProjection projection = new RestaurantProjection();
    private final History history = new History();

    @BeforeEach
    void opened() {
        history.then(new RestaurantOpened(AJANTA, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, "Mo-Su 10:00-22:00", List.of("indian"),
                EUR, MINIMUM, MENU));
    }

    @Test
    void aRestaurantIsShownAsPosted() {
        assertThat(ajanta()).isEqualTo(new RestaurantEntry(AJANTA, 0, true, "Ajanta", ADDRESS, LOCATION, 3000, VIENNA, "Mo-Su 10:00-22:00",
                List.of("indian"), EUR, MINIMUM, MENU));
    }

    @Test
    void everyChangeIsShownAndLeavesTheRest() {
        List<MenuItem> menu = List.of(new MenuItem("2", "Dal", Money.of("9", "EUR")));
        history.then(new MenuRevised(AJANTA, menu));
        history.then(new RestaurantRenamed(AJANTA, "Ajanta am Fluss"));
        history.then(new OpeningHoursChanged(AJANTA, "24/7", new TimeZoneName("UTC")));

        assertThat(ajanta())
                .isEqualTo(new RestaurantEntry(AJANTA, 3, true, "Ajanta am Fluss", ADDRESS, LOCATION, 3000, new TimeZoneName("UTC"),
                        "24/7", List.of("indian"), EUR, MINIMUM, menu));
    }

    @Test
    void aRestaurantIsOpenUnlessItWasClosedByHand() {
        history.then(new RestaurantClosed(AJANTA));
        assertThat(ajanta().open()).isFalse();

        history.then(new RestaurantReopened(AJANTA));
        assertThat(ajanta().open()).isTrue();
        assertThat(ajanta().version()).isEqualTo(2);
    }

    @Test
    void onlyRestaurantsAreOfInterest() {
        ConsumerId ada = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
        history.then(new ConsumerRegistered(ada, new PersonName("Ada Lovelace"), null));

        assertThat(Folded.by(projection, history)).containsOnlyKeys(AJANTA.value());
        assertThat(projection.keyOf(new ConsistencyToken(ada.toString(), 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken(AJANTA.toString(), 0, ""))).isEqualTo(AJANTA.value());
    }

    private RestaurantEntry ajanta() {
        return Folded.by(projection, history).get(AJANTA.value());
    }
}
