package io.ordertrail.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.kitchen.TicketCommand.AcceptTicket;
import io.ordertrail.command.process.Endings;
import io.ordertrail.command.process.World;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    void amongThoseWhoCarryAsMuchTheOneWhoHasWaitedLongestIsAsked() {
        world.courier("c1", 2);
        world.courier("c2", 2);
        world.courier("c3", 2);
        for (String order : List.of("o1", "o2", "o3")) {
            world.passSilently(Duration.ofMinutes(1));
            placeAndAccept(order);
        }
        assertThat(world.picture().couriers()).allSatisfy((id, courier) -> assertThat(courier.plan).hasSize(1));
        List.of("o3", "o1", "o2").forEach(world::cancel);
        world.rest();

        placeAndAccept("o4");
        placeAndAccept("o5");

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o4");
        assertThat(world.picture().couriers().get("c2").plan).containsOnlyKeys("o5");
    }

    @Test
    void moreCouriersThanAreLookedAtAtOneTimeAreAllAsked() {
        for (int i = 10; i < 60; i++) {
            world.courier("c" + i, 1);
        }
        world.rest();
        // What is known of them is old: all but the last have gone.
        Map<CourierId, CourierAvailability> known = Map.copyOf(world.dispatch.couriers);
        for (int i = 10; i < 59; i++) {
            world.tell(new GoOffDuty(new CourierId("c" + i)));
        }
        world.rest();
        world.dispatch.couriers.putAll(known);

        placeAndAccept("o1");

        assertThat(world.picture().couriers().get("c59").plan).containsOnlyKeys("o1");
    }

    @Test
    void whoComesOnDutyGetsFirstWhatIsToBePickedUpSoonest() {
        placeAndAccept("o3", Duration.ofMinutes(40));
        placeAndAccept("o2", Duration.ofMinutes(20));
        placeAndAccept("o1", Duration.ofMinutes(20));

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
        world.dispatch.note(new CourierAvailability(new CourierId("c1"), true, 1, 0, Instant.EPOCH, 1));
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
        assertThat(world.dispatch.waiting).containsOnlyKeys("o2");
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
        world.dispatch.note(new CourierAvailability(new CourierId("c1"), true, 1, 1, world.now(), 2));

        world.handle(world.recorded().get(world.handled() - 1));
        assertThat(world.dispatch.waiting).containsOnlyKeys("o1");
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

    @Test
    void whatACourierWhoGoesOffDutyHasNotPickedUpIsTakenOver() {
        world.courier("c1", 3);
        List.of("o1", "o2", "o3").forEach(this::placeAndAccept);
        world.cook("o1");
        world.pickUp("o1");
        world.rest();

        world.tell(new GoOffDuty(new CourierId("c1")));
        world.rest();
        assertThat(world.dispatch.waiting).containsOnlyKeys("o2", "o3");
        assertThat(world.picture().couriers().get("c1").plan).as("until another has them").containsOnlyKeys("o1", "o2", "o3");
        world.courier("c2", 1);
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o1", "o3");
        assertThat(world.picture().couriers().get("c2").plan).containsOnlyKeys("o2");
        assertThat(world.picture().orders().get("o2").courier).isEqualTo(new CourierId("c2"));
        Endings.check(world);
    }

    @Test
    void aCourierWhoIsBackKeepsWhatNobodyHasTakenOver() {
        world.courier("c1", 1);
        placeAndAccept("o1");
        world.tell(new GoOffDuty(new CourierId("c1")));
        world.rest();
        world.tell(new GoOnDuty(new CourierId("c1")));
        world.rest();

        world.courier("c2", 1);
        world.rest();

        assertThat(world.dispatch.waiting).isEmpty();
        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o1");
        Endings.check(world);
    }

    @Test
    void aDeliveryGoesBackAndForthBetweenCouriersWhoComeAndGo() {
        world.courier("c1", 1);
        placeAndAccept("o1");
        world.courier("c2", 1);
        for (int i = 0; i < 4; i++) {
            String goes = i % 2 == 0 ? "c1" : "c2";
            String stays = i % 2 == 0 ? "c2" : "c1";
            world.tell(new GoOffDuty(new CourierId(goes)));
            world.rest();

            assertThat(world.picture().couriers().get(stays).plan).containsOnlyKeys("o1");
            assertThat(world.picture().couriers().get(goes).plan).isEmpty();
            Endings.check(world);
            world.tell(new GoOnDuty(new CourierId(goes)));
            world.rest();
        }
        // All of it once more, and later.
        List.copyOf(world.recorded()).forEach(world::handle);
        world.rest();

        assertThat(world.picture().couriers().get("c1").plan).containsOnlyKeys("o1");
        Endings.check(world);
    }

    private void placeAndAccept(String order) {
        placeAndAccept(order, Duration.ofMinutes(20));
    }

    private void placeAndAccept(String order, Duration untilReady) {
        world.place(order);
        world.rest();
        world.tell(new AcceptTicket(new TicketId(order), world.now().plus(untilReady), world.now()));
        world.rest();
    }
}
