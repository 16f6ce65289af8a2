package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerId;
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
import org.junit.jupiter.api.Test;

class AvailabilityProjectionTest {

    private static final RestaurantId AJANTA = new RestaurantId("ajanta");
    private static final RestaurantOpened OPENED = Places.restaurant("ajanta", Places.SALZBURG, 3_000, "Mo,Tu", Places.VIENNA, "Indian");

    private final AvailabilityProjection projection = new AvailabilityProjection();
    private final History history = History.of(OPENED);

    @Test
    void aRestaurantIsShownAsPostedAndFoundByWhereAndWhenItDelivers() {
        assertThat(ajanta().restaurant()).isEqualTo(new AvailableRestaurant(AJANTA, 0, true, OPENED.name(), OPENED.address(),
                OPENED.location(), 3_000, OPENED.timeZone(), "Mo,Tu", List.of("Indian"), OPENED.currency(), null, OPENED.menu(), null));
        assertThat(ajanta().place().getCoordinates().getValues()).containsExactly(13.045, 47.8);
        assertThat(ajanta().market()).isEqualTo("47:38/12/Europe/Vienna");
        assertThat(ajanta().openings()).containsAll(List.of("d0", "d1")).hasSize(4);
    }

    @Test
    void everyChangeIsShownAndLeavesTheRest() {
        List<MenuItem> menu = List.of(new MenuItem("2", "Naan", Money.of("3", "EUR")));
        history.then(new MenuRevised(AJANTA, menu));
        history.then(new RestaurantRenamed(AJANTA, "Ajanta am Fluss"));
        history.then(new OpeningHoursChanged(AJANTA, "24/7", new TimeZoneName("UTC")));

        assertThat(ajanta().restaurant()).isEqualTo(new AvailableRestaurant(AJANTA, 3, true, "Ajanta am Fluss", OPENED.address(),
                OPENED.location(), 3_000, new TimeZoneName("UTC"), "24/7", List.of("Indian"), OPENED.currency(), null, menu, null));
        assertThat(ajanta().market()).isEqualTo("47:38/12/UTC");
        assertThat(ajanta().openings()).contains("w0").hasSize(2);
    }

    @Test
    void oneThatIsClosedByHandIsOpenAtNoTimeUntilItReopens() {
        AvailabilityEntry before = ajanta();
        history.then(new RestaurantClosed(AJANTA));
        assertThat(ajanta().restaurant().open()).isFalse();
        assertThat(ajanta().openings()).isEmpty();

        history.then(new RestaurantReopened(AJANTA));
        assertThat(ajanta().openings()).isEqualTo(before.openings());
        assertThat(ajanta().restaurant()).isEqualTo(before.restaurant().withVersion(2));
    }

    @Test
    void onlyRestaurantsAreOfInterest() {
        ConsumerId ada = new ConsumerId("ada");
        history.then(new ConsumerRegistered(ada, new PersonName("Ada Lovelace"), null));

        assertThat(Folded.by(projection, history)).containsOnlyKeys("ajanta");
        assertThat(projection.keyOf(new ConsistencyToken(ada.toString(), 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken(AJANTA.toString(), 0, ""))).isEqualTo("ajanta");
    }

    private AvailabilityEntry ajanta() {
        return Folded.by(projection, history).get("ajanta");
    }
}
