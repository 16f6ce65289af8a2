package io.ordertrail.command.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.dispatch.Drift.Found;
import io.ordertrail.command.dispatch.Drift.Kind;
import io.ordertrail.command.process.Endings;
import io.ordertrail.command.process.World;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private static final CourierId C1 = new CourierId("c1");

    private final World world = new World();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Reconciliation reconciliation =
            DispatchProcesses.reconciliation(world.dispatch, world.steps, world.store, world.clock, meters);

    @BeforeEach
    void someOrdersWaitAndSomeDoNot() {
        world.consumer(null);
        world.courier("c1", 1);
        for (String order : List.of("o1", "o2", "o3")) {
            world.place(order);
            world.rest();
            world.accept(order);
            world.rest();
        }
        world.passSilently(Duration.ofMinutes(2));
    }

    @Test
    void whereNothingIsWrongNothingIsDone() {
        Map<CourierId, CourierAvailability> couriers = Map.copyOf(world.dispatch.couriers);
        Map<String, WaitingDelivery> waiting = Map.copyOf(world.dispatch.waiting);

        assertThat(reconciliation.reconcile(0, 10_000)).isEqualTo(new Reconciled(world.recorded().size(), 1, 3, List.of(), null));
        assertThat(world.dispatch.couriers).isEqualTo(couriers);
        assertThat(world.dispatch.waiting).isEqualTo(waiting);
    }

    @Test
    void whatIsLostIsWrittenAgainAndFindsItsCourier() {
        world.dispatch.couriers.clear();
        world.dispatch.waiting.clear();
        world.courier("c2", 1);

        assertThat(reconciliation.reconcile(0, 10_000).drift()).containsExactlyInAnyOrder(
                new Drift(Kind.COURIER, "c1", Found.MISSING), new Drift(Kind.COURIER, "c2", Found.MISSING),
                new Drift(Kind.DELIVERY, "o2", Found.MISSING), new Drift(Kind.DELIVERY, "o3", Found.MISSING));
        world.rest();

        Endings.check(world);
        assertThat(world.picture().couriers().get("c2").plan).hasSize(1);
        assertThat(drift(Kind.COURIER)).isEqualTo(2);
        assertThat(drift(Kind.DELIVERY)).isEqualTo(2);
        world.passSilently(Duration.ofMinutes(2));
        assertThat(reconciliation.reconcile(0, 10_000).drift()).isEmpty();
    }

    @Test
    void whatIsWrongIsPutRight() {
        world.dispatch.couriers.put(C1, new CourierAvailability(C1, false, 1, 0, Instant.EPOCH, 99));
        WaitingDelivery known = world.dispatch.waiting.get("o2");
        world.dispatch.waiting.put("o2", new WaitingDelivery(new OrderId("o2"), Instant.EPOCH, known.stamp()));

        assertThat(reconciliation.reconcile(0, 10_000).drift()).containsExactlyInAnyOrder(new Drift(Kind.COURIER, "c1", Found.WRONG),
                new Drift(Kind.DELIVERY, "o2", Found.WRONG));

        Endings.check(world);
        assertThat(world.dispatch.waiting.get("o2").pickUpAt()).isEqualTo(known.pickUpAt());
        assertThat(reconciliation.reconcile(0, 10_000).drift()).isEmpty();
    }

    @Test
    void whatWaitsWithoutNeedWaitsNoMore() {
        world.dispatch.waiting.put("o1", new WaitingDelivery(new OrderId("o1"), Instant.EPOCH, "stamp"));

        assertThat(reconciliation.reconcile(0, 10_000).drift()).containsExactly(new Drift(Kind.DELIVERY, "o1", Found.NEEDLESS));

        Endings.check(world);
    }

    @Test
    void aCourierWhoWentOffDutyUnheardOfIsTakenOverFrom() {
        world.tell(new GoOffDuty(C1));
        world.rest();
        world.dispatch.couriers.clear();
        world.dispatch.waiting.clear();
        world.passSilently(Duration.ofMinutes(2));

        reconciliation.reconcile(0, 10_000);

        Endings.check(world);
        assertThat(world.dispatch.waiting).containsOnlyKeys("o1", "o2", "o3");
    }

    @Test
    void whatHasJustChangedIsLeftToTheProcesses() {
        World young = new World();
        young.consumer(null);
        young.courier("c1", 1);
        young.place("o1");

        assertThat(DispatchProcesses.reconciliation(young.dispatch, young.steps, young.store, young.clock, meters).reconcile(0, 100)
                .drift()).isEmpty();
        assertThat(young.dispatch.couriers).isEmpty();
    }

    @Test
    void aStretchAtATimeComesToTheSame() {
        world.dispatch.couriers.clear();
        world.dispatch.waiting.clear();
        List<Drift> drift = new ArrayList<>();
        Long after = 0L;
        int events = 0;
        while (after != null) {
            Reconciled stretch = reconciliation.reconcile(after, 7);
            assertThat(stretch.events()).isBetween(1, 7);
            events += stretch.events();
            drift.addAll(stretch.drift());
            after = stretch.next();
        }

        assertThat(drift).containsExactlyInAnyOrder(new Drift(Kind.COURIER, "c1", Found.MISSING),
                new Drift(Kind.DELIVERY, "o2", Found.MISSING), new Drift(Kind.DELIVERY, "o3", Found.MISSING));
        assertThat(events).isGreaterThanOrEqualTo(world.recorded().size());
        Endings.check(world);
        assertThat(reconciliation.reconcile(Long.MAX_VALUE, 7)).isEqualTo(new Reconciled(0, 0, 0, List.of(), null));
    }

    private double drift(Kind kind) {
        return meters.get("ordertrail.dispatch.drift").tag("kind", kind.name()).counter().count();
    }
}
