package io.ordertrail.query.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerEvent.OrderLimitChanged;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import org.junit.jupiter.api.Test;

class ConsumerProjectionTest {

    private static final ConsumerId ADA = new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK");
    private static final Money LIMIT = Money.of("100", "EUR");

    private final ConsumerProjection projection = new ConsumerProjection();
    private final History history = new History();

    @Test
    void aConsumerIsShownAsRegistered() {
        history.then(new ConsumerRegistered(ADA, new PersonName("Ada Lovelace"), LIMIT));

        assertThat(ada()).isEqualTo(new ConsumerEntry(ADA, 0, new PersonName("Ada Lovelace"), LIMIT));
    }

    @Test
    void aNewNameLeavesTheLimitAndANewLimitTheName() {
        history.then(new ConsumerRegistered(ADA, new PersonName("Ada Byron"), LIMIT));
        history.then(new ConsumerRenamed(ADA, new PersonName("Ada Lovelace")));
        assertThat(ada()).isEqualTo(new ConsumerEntry(ADA, 1, new PersonName("Ada Lovelace"), LIMIT));

        history.then(new OrderLimitChanged(ADA, Money.of("5", "EUR")));
        assertThat(ada()).isEqualTo(new ConsumerEntry(ADA, 2, new PersonName("Ada Lovelace"), Money.of("5", "EUR")));
    }

    @Test
    void aLimitCanBeRemoved() {
        history.then(new ConsumerRegistered(ADA, new PersonName("Ada Lovelace"), LIMIT));
        history.then(new OrderLimitChanged(ADA, null));

        assertThat(ada().orderLimit()).isNull();
    }

    @Test
    void onlyConsumersAreOfInterest() {
        history.then(new AccountOpened(AccountId.of(ADA), ADA));

        assertThat(Folded.by(projection, history)).isEmpty();
        assertThat(projection.keyOf(new ConsistencyToken("account-" + ADA.value(), 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken(ADA.toString(), 0, ""))).isEqualTo(ADA.value());
    }

    private ConsumerEntry ada() {
        return Folded.by(projection, history).get(ADA.value());
    }
}
