package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketEvent.TicketCreated;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class PlaceOrderProcessTest {

    private final World world = new World();

    @Test
    void limitThatIsLoweredAfterACrashDoesNotRejectAnOrderWhoseTicketIsRequested() {
        world.consumer("50.00");
        world.rest();
        world.place("o1");
        world.boundary = () -> {
            if (world.picture().orders().get("o1").ticket != null) {
                world.boundary = World::nothing;
                world.orderLimit("1.00");
                throw new Crash();
            }
        };

        world.rest();

        assertThat(world.picture().orders().get("o1").order).isEqualTo(OrderStatus.APPROVED);
        Endings.check(world);
    }

    @Test
    void limitThatIsRaisedAfterTheRejectionDoesNotReviveTheOrder() {
        world.consumer("49.99");
        world.rest();
        world.place("o1");
        world.rest();
        world.orderLimit("100.00");

        world.handle(event(OrderPlaced.class));
        world.rest();

        assertThat(world.picture().orders().get("o1").rejection).isEqualTo(Rejection.CONSUMER_LIMIT);
        Endings.check(world);
    }

    @Test
    void ifTwoNodesDisagreeAboutTheConsumerTheMoneyIsGivenBack() {
        world.consumer("49.99");
        world.rest();
        world.place("o1");
        EventMessage<?> placed = event(OrderPlaced.class);
        AtomicInteger boundaries = new AtomicInteger();
        world.boundary = () -> {
            // The limit and the ticket have been asked for; now another node does the same, and is done before the order is rejected.
            if (boundaries.incrementAndGet() == 3) {
                world.orderLimit("100.00");
                world.handle(placed);
            }
        };

        world.rest();

        assertThat(world.picture().orders().get("o1").order).isEqualTo(OrderStatus.REJECTED);
        assertThat(world.picture().orders().get("o1").payment).isEqualTo(PaymentStatus.REVERSED);
        Endings.check(world);
    }

    @Test
    void orderThatIsFasterThanItsConsumersAccountOpensIt() {
        world.consumer(null);
        world.place("o1");

        world.handle(event(OrderPlaced.class));
        world.rest();

        assertThat(world.picture().orders().get("o1").order).isEqualTo(OrderStatus.APPROVED);
        assertThat(world.recorded()).filteredOn(event -> event.getPayload() instanceof AccountOpened).hasSize(1);
    }

    @Test
    void kitchensTimeIsCountedFromThePaymentsAuthorisation() {
        world.consumer(null);
        world.place("o1");
        world.rest();

        EventMessage<?> authorized = event(io.ordertrail.events.AccountEvent.PaymentAuthorized.class);
        assertThat(((TicketCreated) event(TicketCreated.class).getPayload()).acceptBy())
                .isEqualTo(authorized.getTimestamp().plus(Duration.ofMinutes(15)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }

    private EventMessage<?> event(Class<?> type) {
        return world.recorded().stream().filter(event -> type.isInstance(event.getPayload())).findFirst().orElseThrow();
    }
}
