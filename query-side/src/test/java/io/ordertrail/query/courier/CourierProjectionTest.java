package io.ordertrail.query.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.courier.CourierPlan.Action;
import io.ordertrail.query.courier.CourierPlan.ActionType;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierProjectionTest {

    private static final CourierId EMIL = new CourierId("01KAV9W0A1B2C3D4E5F6G7H8JK");
    private static final OrderId FIRST = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final OrderId SECOND = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BD");
    private static final Instant SIX = Instant.parse("2026-11-21T18:00:00Z");
    private static final Address KITCHEN = new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null);
    private static final Address HOME = new Address("Steingasse 2", null, "Salzburg", "5020", "AT", "ring twice");

    private final CourierProjection projection = new CourierProjection();
    private final History history = new History();

    @BeforeEach
    void registered() {
        history.then(new CourierRegistered(EMIL, new PersonName("Emil"), 2));
    }

    @Test
    void aNewCourierIsOffDutyAndHasNothingToDo() {
        assertThat(plan()).isEqualTo(new CourierPlan(EMIL, 0, false, List.of()));
    }

    @Test
    void aCourierGoesOnAndOffDuty() {
        history.then(new CourierWentOnDuty(EMIL));
        assertThat(plan()).isEqualTo(new CourierPlan(EMIL, 1, true, List.of()));

        history.then(new CourierWentOffDuty(EMIL));
        assertThat(plan()).isEqualTo(new CourierPlan(EMIL, 2, false, List.of()));
    }

    @Test
    void theActionsOfSeveralDeliveriesAreSortedByTime() {
        assign(SECOND, 600);
        assign(FIRST, 0);

        assertThat(plan().actions()).containsExactly(
                new Action(ActionType.PICK_UP, DeliveryId.of(FIRST), SIX, KITCHEN),
                new Action(ActionType.PICK_UP, DeliveryId.of(SECOND), SIX.plusSeconds(600), KITCHEN),
                new Action(ActionType.DROP_OFF, DeliveryId.of(FIRST), SIX.plusSeconds(1800), HOME),
                new Action(ActionType.DROP_OFF, DeliveryId.of(SECOND), SIX.plusSeconds(2400), HOME));
    }

    @Test
    void aNewAddressChangesWhereThatDeliveryIsDroppedOff() {
        Address office = new Address("Kaigasse 3", null, "Salzburg", "5020", "AT", null);
        assign(FIRST, 0);
        assign(SECOND, 600);
        history.then(new CourierPlanRevised(EMIL, DeliveryId.of(FIRST), FIRST, office, 1L));

        assertThat(plan().actions()).extracting(Action::address).containsExactly(KITCHEN, KITCHEN, office, HOME);
    }

    @Test
    void whatACourierIsFreedOfIsOffThePlan() {
        assign(FIRST, 0);
        assign(SECOND, 600);
        history.then(new CourierFreed(EMIL, DeliveryId.of(FIRST), FIRST));

        assertThat(plan().actions()).extracting(Action::deliveryId).containsOnly(DeliveryId.of(SECOND)).hasSize(2);
        assertThat(plan().version()).isEqualTo(3);
    }

    @Test
    void aDeliveryAssignedAgainStandsOnThePlanOnce() {
        assign(FIRST, 0);
        assign(FIRST, 60);

        assertThat(plan().actions()).extracting(Action::at).containsExactly(SIX.plusSeconds(60), SIX.plusSeconds(1860));
    }

    @Test
    void onlyCouriersAreOfInterestThoughDeliveriesNameThem() {
        DeliveryId delivery = DeliveryId.of(FIRST);
        history.then(new DeliveryPickedUp(delivery, FIRST, EMIL, SIX));

        assertThat(Folded.by(projection, history)).containsOnlyKeys(EMIL.value());
        assertThat(projection.keyOf(new ConsistencyToken(delivery.toString(), 0, ""))).isNull();
        assertThat(projection.keyOf(new ConsistencyToken(EMIL.toString(), 0, FIRST.value()))).isEqualTo(EMIL.value());
    }

    private void assign(OrderId order, long seconds) {
        Instant at = SIX.plusSeconds(seconds);
        history.then(new CourierAssigned(EMIL, DeliveryId.of(order), order, at, at.plusSeconds(1800), KITCHEN, HOME, 0L));
    }

    private CourierPlan plan() {
        return Folded.by(projection, history).get(EMIL.value());
    }
}
