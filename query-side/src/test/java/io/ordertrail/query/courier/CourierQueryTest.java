package io.ordertrail.query.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class CourierQueryTest {

    private static final CourierId EMIL = new CourierId("01KAV9W0A1B2C3D4E5F6G7H8JK");
    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final Instant SIX = Instant.parse("2026-11-21T18:00:00.123Z");
    private static final Address KITCHEN = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    private static final CourierRegistered REGISTERED = new CourierRegistered(EMIL, new PersonName("Emil"), 2);

    private final CourierProjection projection = new CourierProjection();
    private FoldedViews folded;
    private CourierQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new CourierQuery(folded.views(), projection);
    }

    @Test
    void whatIsStoredComesBackWithEveryField() {
        History history = History.of(REGISTERED, new CourierWentOnDuty(EMIL),
                new CourierAssigned(EMIL, DeliveryId.of(ORDER), ORDER, SIX, SIX.plusSeconds(1800), KITCHEN, KITCHEN, 0L));
        history.recorded().forEach(event -> folded.publish((DomainEvent) event.payload()));

        assertThat(find(EMIL.value())).contains(Folded.by(projection, history).get(EMIL.value()));
    }

    @Test
    void whatWasNeverStoredIsNotFound() {
        assertThat(find(EMIL.value())).isEmpty();
        assertThat(find("$ne.\"'\0")).isEmpty();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        ConsistencyToken token = new ConsistencyToken(EMIL.toString(), 0, "");
        assertThatThrownBy(() -> find(EMIL.value(), token)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);

        folded.publish(REGISTERED);

        assertThat(find(EMIL.value(), token)).isPresent();
    }

    private Optional<CourierPlan> find(String id, ConsistencyToken... tokens) {
        return query.handle(new FindPlan(id, Arrays.asList(tokens)));
    }
}
