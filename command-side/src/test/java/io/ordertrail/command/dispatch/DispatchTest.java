package io.ordertrail.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.process.Endings;
import io.ordertrail.command.process.World;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private final World world = new World();

    @BeforeEach
    void registerConsumer() {
        world.consumer(null);
    }

    @Test
    void pickUpIsWhenTheFoodIsReadyAndDropOffHalfAnHourLater() {
        world.courier("c1", 1);
        placeAndAccept("o1");

        CourierAssigned assigned = world.recorded().stream().map(event -> event.getPayload()).filter(CourierAssigned.class::isInstance)
                .map(CourierAssigned.class::cast).findFirst().orElseThrow();
        assertThat(assigned.pickUpAt()).isEqualTo(world.now().plus(Duration.ofMinutes(20)));
        assertThat(assigned.dropOffAt()).isEqualTo(world.now().plus(Duration.ofMinutes(50)));
    }

    @Test
    void couriersShareTheWork() {
        world.courier("c1", 2);
        world.courier("c2", 2);
        placeAndAccept("o1");
        placeAndAccept("o2");

        assertThat(world.picture().couriers().values()).allMatch(courier -> courier.plan.size() == 1);
    }

    @Test
    void whoComesOnDutyGetsTheOldestOrdersFirst() {
        placeAndAccept("o2");
        placeAndAccept("o1");
        placeAndAccept("o3");

        world.courier("c1", 2);
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o1", "o2");
        assertThat(world.picture().orders().get("o3").delivery).isEqualTo(DeliveryStatus.PENDING);
        Endings.check(world);
    }

    @Test
    void newcomerDoesNotOvertakeWhoWaits() {
        placeAndAccept("o1");
        world.place("o2");
        world.rest();
        world.accept("o2");
        world.courier("c1", 1);
        world.dispatch.note(new CourierAvailability(new CourierId("c1"), true, 1, 0, 1));
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o1");
        Endings.check(world);
    }

    @Test
    void courierWhoIsFreedGetsTheNextOrder() {
        world.courier("c1", 1);
        placeAndAccept("o1");
        placeAndAccept("o2");

        world.cancel("o1");
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o2");
        Endings.check(world);
    }

    @Test
    void moreOrdersThanAreLookedAtAtOneTimeAllFindTheirCourier() {
        for (int i = 0; i < 50; i++) {
            placeAndAccept("o" + i);
        }

        world.courier("c1", 45);
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).hasSize(45);
        assertThat(world.dispatch.waiting).hasSize(5);
    }

    @Test
    void lostBoardIsWrittenAgainFromTheCouriersEvents() {
        world.courier("c1", 2);
        placeAndAccept("o1");
        world.dispatch.couriers.clear();

        placeAndAccept("o2");
        assertThat(world.dispatch.waiting).containsExactly("o2");
        world.cancel("o1");
        world.rest();

        Endings.check(world);
        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o2");
    }

    @Test
    void nobodyIsSentForATicketThatWasCancelledMeanwhile() {
        world.courier("c1", 1);
        world.place("o1");
        world.rest();
        world.accept("o1");
        world.cancel("o1");

        world.handleInTurn(world.recorded().getLast());
        world.rest();

        assertThat(world.recorded()).noneMatch(event -> event.getPayload() instanceof CourierAssigned);
        Endings.check(world);
    }

    @Test
    void whoLooksAgainForACourierWhileOneIsBeingAssignedWaitsNoLongerThanThat() {
        world.courier("c1", 1);
        world.rest();
        world.place("o1");
        world.rest();
        world.accept("o1");
        world.handleNext();
        world.dispatch.note(new CourierAvailability(new CourierId("c1"), true, 1, 1, 2));

        world.handle(world.recorded().get(world.handled() - 1));
        assertThat(world.dispatch.waiting).containsExactly("o1");
        world.rest();

        assertThat(world.dispatch.waiting).isEmpty();
        Endings.check(world);
    }

    @Test
    void courierGoesWhereTheLastRevisionSaysHoweverSlowlyTheAssignmentIsHandled() {
        for (int at = 0; at <= 8; at++) {
            World slow = new World();
            slow.consumer(null);
            slow.courier("c1", 1);
            slow.place("o1");
            slow.rest();
            slow.accept("o1");
            slow.restBeside("c1");
            slow.revise("o1", 0, World.OFFICE);
            slow.restBeside("c1");
            int when = at;
            AtomicInteger boundaries = new AtomicInteger();
            slow.boundary = () -> {
                if (boundaries.incrementAndGet() == when) {
                    slow.boundary = World::nothing;
                    slow.revise("o1", 0, World.HOME);
                    slow.restBeside();
                }
            };

            slow.rest();

            Endings.check(slow);
            Address last = (at == 0 || at > boundaries.get() ? World.OFFICE : World.HOME).address();
            assertThat(slow.picture().couriers().get("c1").plan).containsExactly(Map.entry("o1", last));
        }
    }

    private void placeAndAccept(String order) {
        world.place(order);
        world.rest();
        world.accept(order);
        world.rest();
    }
}
