package io.ordertrail.command.delivery;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a delivery; each is answered with an {@link io.ordertrail.command.Outcome}. */
public sealed interface DeliveryCommand {

    @TargetAggregateIdentifier
    DeliveryId deliveryId();

    record PlanDelivery(DeliveryId deliveryId, OrderId orderId, ConsumerId consumerId, RestaurantId restaurantId, Instant requestedFor,
            Place pickUpFrom, Place deliverTo) implements DeliveryCommand {
    }

    /**
     * Refused with {@code INVALID_STATE} once it is picked up, or scheduled with a courier of whom this one did not know.
     *
     * @param deliveryVersion version of the delivery as of which the courier was assigned: one who knew of the courier before takes it over
     */
    record ScheduleDelivery(DeliveryId deliveryId, CourierId courierId, Instant pickUpAt, Instant estimatedAt, long deliveryVersion)
            implements DeliveryCommand {
    }

    /** Makes no event: says whether the delivery's own state allows a pick-up, before the kitchen is asked. */
    record ReviewPickUp(DeliveryId deliveryId) implements DeliveryCommand {
    }

    record PickUpDelivery(DeliveryId deliveryId, Instant at) implements DeliveryCommand {
    }

    record NoteLocation(DeliveryId deliveryId, GeoPoint location, Instant at) implements DeliveryCommand {
    }

    record CompleteDelivery(DeliveryId deliveryId, Instant at) implements DeliveryCommand {
    }

    record FailDelivery(DeliveryId deliveryId, String reason) implements DeliveryCommand {
    }

    record CancelDelivery(DeliveryId deliveryId) implements DeliveryCommand {
    }

    /**
     * Makes no event if the delivery follows this version of its order already, or a later one.
     *
     * @param orderVersion version of the order that gave it this place and time
     */
    record RedirectDelivery(DeliveryId deliveryId, Place deliverTo, Instant requestedFor, long orderVersion) implements DeliveryCommand {
    }
}
