package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.command.store.ParkedEventStores;
import io.ordertrail.platform.parking.ParkedEvent;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.ParkedSequence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcPoisonTest extends PoisonContract {

    private final ParkedEventRepository repository = ParkedEventStores.embedded();

    @Override
    ParkedEventRepository repository() {
        return repository;
    }

    @Test
    void anEventGivenUpByHandIsPassedOverAndWhatFollowsGoesOn() {
        start();
        placeAll();
        ParkedSequence parked = awaitParked();

        await().atMost(PATIENCE).until(() -> repository().discard(POISONED, parked.first().id(), Instant.now()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(repository().ids()).isEmpty());
        assertThat(handled).containsExactly("TicketRequested");
    }

    @Test
    void anEventOfATypeUnknownHereHoldsItsOrder() {
        poison = false;
        start();
        placeAll();
        awaitApproved(ORDERS);

        engine.appendEvents(stored("order-" + POISONED, 2, "OrderFrozen", "{\"orderId\":\"o7\",\"why\":\"a newer version says\"}"),
                stored("order-" + POISONED, 3, "OrderCancellationRefused", "{\"orderId\":\"o7\"}"),
                stored("account-01C", 99, "PaymentFrozen", "{\"accountId\":\"01C\",\"orderId\":\"o3\"}"),
                stored("order-o4", 2, "OrderApproved", "this is no JSON"));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(repository().ids()).containsExactlyInAnyOrder(POISONED, "o3", "o4"));
        assertThat(repository().find(POISONED)).get().returns(List.of("OrderFrozen", "OrderCancellationRefused"),
                parked -> parked.events().stream().map(ParkedEvent::type).toList());
        assertThat(repository().find(POISONED).orElseThrow().cause()).contains("UnknownEvent").contains("OrderFrozen");
        assertThat(repository().find("o4").orElseThrow().cause()).contains("SerializationException");
        assertThat(handled).doesNotContain("OrderCancellationRefused");
    }
}
