package io.ordertrail.command.courier;

import io.ordertrail.command.Creation;
import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PersonName;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a courier; but for one, each is answered with an {@link io.ordertrail.command.Outcome}. */
public sealed interface CourierCommand {

    @TargetAggregateIdentifier
    CourierId courierId();

    /** @param capacity how many deliveries the courier can have at one time */
    record RegisterCourier(CourierId courierId, PersonName name, int capacity) implements CourierCommand, Creation<CourierRegistered> {

        @Override
        public CourierId aggregateId() {
            return courierId;
        }

        @Override
        public CourierRegistered event() {
            return new CourierRegistered(courierId, name, capacity);
        }
    }

    record GoOnDuty(CourierId courierId) implements CourierCommand {
    }

    record GoOffDuty(CourierId courierId) implements CourierCommand {
    }

    /**
     * Refused with {@code INVALID_STATE} when off duty, or full, or if it is assigned already as of another version.
     *
     * @param deliveryVersion version of the delivery at which it has this address, and was to be had
     */
    record AssignCourier(CourierId courierId, DeliveryId deliveryId, OrderId orderId, Instant pickUpAt, Instant dropOffAt,
            Address pickUpFrom, Address deliverTo, long deliveryVersion) implements CourierCommand {
    }

    /**
     * Makes no event if the delivery is not assigned, or the plan follows this version of it already, or a later one: whoever has read an
     * address and is slow to write it changes nothing.
     *
     * @param deliveryVersion version of the delivery that gave it this address
     */
    record ReviseCourierPlan(CourierId courierId, DeliveryId deliveryId, Address deliverTo, long deliveryVersion)
            implements CourierCommand {
    }

    /**
     * Makes no event if the delivery is not assigned, or was assigned as of a later version; on duty or off.
     *
     * @param deliveryVersion the delivery is taken off if it was assigned as of this version of it, or an earlier one; null for any
     */
    record FreeCourier(CourierId courierId, DeliveryId deliveryId, Long deliveryVersion) implements CourierCommand {
    }

    /** Makes no event: answered with a {@link CourierPlan}. */
    record ReviewPlan(CourierId courierId) implements CourierCommand {
    }
}
