package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.TicketStatus;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviseOrderProcessTest {

    private static final int MOST_BOUNDARIES = 12;

    private World world;

    @BeforeEach
    void placeAnOrder() {
        world = new World();
        world.consumer("60.00");
        world.place("o1");
        world.rest();
    }

    @Test
    void limitThatIsLoweredAfterTheTicketIsHeldDoesNotStopTheRevision() {
        world.orderLimit("70.00");
        world.revise("o1", 7, null);
        world.boundary = () -> {
            if (world.picture().orders().get("o1").ticket == TicketStatus.REVISION_PENDING) {
                world.boundary = World::nothing;
                world.orderLimit("1.00");
                throw new Crash();
            }
        };

        world.rest();

        assertThat(world.picture().orders().get("o1").total).isEqualTo(World.euros("70.00"));
        Endings.check(world);
    }

    /** Wherever the other one comes in between, whoever of them is content with the consumer. */
    @Test
    void twoNodesThatDisagreeAboutTheConsumerEndWithOneAnswer() {
        for (String limitOfTheOther : new String[] {"1.00", "100.00"}) {
            for (int at = 1; at <= MOST_BOUNDARIES; at++) {
                placeAnOrder();
                world.orderLimit(limitOfTheOther.equals("1.00") ? "100.00" : "1.00");
                world.rest();
                world.revise("o1", 7, World.OFFICE);
                interrupt(at, limitOfTheOther);

                world.rest();

                Endings.check(world);
                assertThat(world.recorded()).filteredOn(event -> event.getPayload() instanceof OrderRevisionRefused)
                        .allMatch(event -> ((OrderRevisionRefused) event.getPayload()).reason().equals("CONSUMER_LIMIT"));
            }
        }
    }

    private void interrupt(int at, String limit) {
        EventMessage<?> proposed = world.recorded().stream().filter(event -> event.getPayload() instanceof OrderRevisionProposed)
                .findFirst().orElseThrow();
        AtomicInteger boundaries = new AtomicInteger();
        world.boundary = () -> {
            if (boundaries.incrementAndGet() == at) {
                world.orderLimit(limit);
                world.handle(proposed);
            }
        };
    }

    @Test
    void nodeThatDiesAfterForestallingTheRevisionLeavesTheReason() {
        world.revise("o1", 7, null);
        AtomicInteger boundaries = new AtomicInteger();
        world.boundary = () -> {
            // The consumer has been asked, and the ticket told; another node finds the limit raised.
            if (boundaries.incrementAndGet() == 3) {
                world.boundary = World::nothing;
                world.orderLimit("100.00");
                throw new Crash();
            }
        };

        world.rest();

        assertThat(world.recorded()).extracting(EventMessage::getPayload).filteredOn(OrderRevisionRefused.class::isInstance)
                .extracting(refused -> ((OrderRevisionRefused) refused).reason())
                .containsExactly("CONSUMER_LIMIT");
        Endings.check(world);
    }
}
