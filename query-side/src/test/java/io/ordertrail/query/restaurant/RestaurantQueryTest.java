package io.ordertrail.query.restaurant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class RestaurantQueryTest {

    private static final RestaurantId AJANTA = new RestaurantId("01KAV9X0A1B2C3D4E5F6G7H8JK");
    private static final RestaurantOpened OPENED = new RestaurantOpened(AJANTA, "Ajanta",
            new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", "ring twice"), new GeoPoint(47.803, 13.047), 3000,
            new TimeZoneName("Europe/Vienna"), "Mo-Su 10:00-22:00", List.of("indian"), new CurrencyCode("EUR"), Money.of("10", "EUR"),
            List.of(new MenuItem("1", "Chicken Vindaloo", Money.of("12.34", "EUR"))));

    private final RestaurantProjection projection = new RestaurantProjection();
    private FoldedViews folded;
    private RestaurantQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new RestaurantQuery(folded.views(), projection);
    }

    @Test
    void whatIsStoredComesBackWithEveryField() {
        History history = History.of(OPENED, new RestaurantClosed(AJANTA));
        history.recorded().forEach(event -> folded.publish((DomainEvent) event.payload()));

        assertThat(find(AJANTA.value())).contains(Folded.by(projection, history).get(AJANTA.value()));
    }

    @Test
    void whatWasNeverStoredIsNotFound() {
        assertThat(find(AJANTA.value())).isEmpty();
        assertThat(find("$ne.\"'\0")).isEmpty();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        ConsistencyToken token = new ConsistencyToken(AJANTA.toString(), 0, "");
        assertThatThrownBy(() -> find(AJANTA.value(), token)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);

        folded.publish(OPENED);

        assertThat(find(AJANTA.value(), token)).isPresent();
    }

    private Optional<RestaurantEntry> find(String id, ConsistencyToken... tokens) {
        return query.handle(new FindRestaurant(id, Arrays.asList(tokens)));
    }
}
