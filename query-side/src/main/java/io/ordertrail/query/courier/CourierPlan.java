package io.ordertrail.query.courier;

import io.ordertrail.events.Address;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A courier's plan as {@code GET /couriers/{id}/plan} shows it. Public for the codec that stores it.
 *
 * @param actions sorted by time
 */
public record CourierPlan(CourierId courierId, long version, boolean onDuty, List<Action> actions) {

    public enum ActionType {
        PICK_UP, DROP_OFF
    }

    /** Where to be for a delivery, and when. */
    public record Action(ActionType type, DeliveryId deliveryId, Instant at, Address address) {
    }

    CourierPlan withVersion(long newVersion) {
        return new CourierPlan(courierId, newVersion, onDuty, actions);
    }

    CourierPlan withDuty(boolean nowOnDuty) {
        return new CourierPlan(courierId, version, nowOnDuty, actions);
    }

    CourierPlan with(Action... more) {
        Comparator<Action> byTime = Comparator.comparing(Action::at).thenComparing(Action::type).thenComparing(a -> a.deliveryId().value());
        return new CourierPlan(courierId, version, onDuty, Stream.concat(actions.stream(), Stream.of(more)).sorted(byTime).toList());
    }

    CourierPlan without(DeliveryId delivery) {
        return new CourierPlan(courierId, version, onDuty, actions.stream().filter(a -> !a.deliveryId().equals(delivery)).toList());
    }

    CourierPlan redirected(DeliveryId delivery, Address deliverTo) {
        UnaryOperator<Action> redirect = a -> a.deliveryId().equals(delivery) && a.type() == ActionType.DROP_OFF
                ? new Action(a.type(), delivery, a.at(), deliverTo) : a;
        return new CourierPlan(courierId, version, onDuty, actions.stream().map(redirect).toList());
    }
}
