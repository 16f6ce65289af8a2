package io.ordertrail.query.courier;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.courier.CourierPlan.Action;
import io.ordertrail.query.courier.CourierPlan.ActionType;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** The couriers, one document each with what they have still to do. */
@Component
class CourierProjection implements Projection<CourierPlan> {

    @Override
    public String view() {
        return "couriers";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<CourierPlan> entryType() {
        return CourierPlan.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof CourierEvent e ? e.courierId().value() : null;
    }

    @Override
    public CourierPlan evolve(CourierPlan entry, RecordedEvent event) {
        CourierPlan changed = switch ((CourierEvent) event.payload()) {
            case CourierRegistered e -> new CourierPlan(e.courierId(), event.sequence(), false, List.of());
            case CourierWentOnDuty e -> entry.withDuty(true);
            case CourierWentOffDuty e -> entry.withDuty(false);
            case CourierAssigned e -> entry.without(e.deliveryId()).with(
                    new Action(ActionType.PICK_UP, e.deliveryId(), e.pickUpAt(), e.pickUpFrom()),
                    new Action(ActionType.DROP_OFF, e.deliveryId(), e.dropOffAt(), e.deliverTo()));
            case CourierPlanRevised e -> entry.redirected(e.deliveryId(), e.deliverTo());
            case CourierFreed e -> entry.without(e.deliveryId());
        };
        return changed.withVersion(event.sequence());
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("courier") ? AggregateId.valueOf(token.aggregate()) : null;
    }
}
