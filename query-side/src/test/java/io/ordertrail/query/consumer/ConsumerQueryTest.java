package io.ordertrail.query.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class ConsumerQueryTest {

    private static final ConsumerId ADA = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final ConsumerRegistered REGISTERED =
            new ConsumerRegistered(ADA, new PersonName("Ada Lovelace"), Money.of("100", "EUR"));

    private final ConsumerProjection projection = new ConsumerProjection();
    private FoldedViews folded;
    private ConsumerQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new ConsumerQuery(folded.views(), projection);
    }

    @Test
    void whatIsStoredComesBackWithEveryField() {
        History history = History.of(REGISTERED, new ConsumerRenamed(ADA, new PersonName("Ada Byron")));
        history.recorded().forEach(event -> folded.publish((DomainEvent) event.payload()));

        assertThat(find(ADA.value())).contains(Folded.by(projection, history).get(ADA.value()));
    }

    @Test
    void whatWasNeverStoredIsNotFound() {
        assertThat(find(ADA.value())).isEmpty();
        assertThat(find("$ne.\"'\0")).isEmpty();
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        ConsistencyToken token = new ConsistencyToken(ADA.toString(), 0, "");
        assertThatThrownBy(() -> find(ADA.value(), token)).isInstanceOf(Refusal.class)
                .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);

        folded.publish(REGISTERED);

        assertThat(find(ADA.value(), token)).isPresent();
    }

    private Optional<ConsumerEntry> find(String id, ConsistencyToken... tokens) {
        return query.handle(new FindConsumer(id, Arrays.asList(tokens)));
    }
}
