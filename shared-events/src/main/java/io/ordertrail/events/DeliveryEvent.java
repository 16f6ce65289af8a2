package io.ordertrail.events;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happens to the delivery of an order. */
public sealed interface DeliveryEvent extends DomainEvent {

    DeliveryId deliveryId();

    @Override
    OrderId orderId();

    @Revision("1")
    record DeliveryPlanned(DeliveryId deliveryId, OrderId orderId, ConsumerId consumerId, RestaurantId restaurantId, Instant requestedFor,
            Place pickUpFrom, @Personal Place deliverTo) implements DeliveryEvent {
    }

    @Revision("1")
    record DeliveryScheduled(DeliveryId deliveryId, OrderId orderId, CourierId courierId, Instant pickUpAt, Instant estimatedAt)
            implements DeliveryEvent {
    }

    @Revision("1")
    record DeliveryPickedUp(DeliveryId deliveryId, OrderId orderId, CourierId courierId, Instant pickedUpAt) implements DeliveryEvent {
    }

    @Revision("1")
    record CourierLocationNoted(DeliveryId deliveryId, OrderId orderId, CourierId courierId, @Personal GeoPoint location, Instant at)
            implements DeliveryEvent {
    }

    @Revision("1")
    record DeliveryCompleted(DeliveryId deliveryId, OrderId orderId, ConsumerId consumerId, CourierId courierId, Instant deliveredAt)
            implements DeliveryEvent {
    }

    @Revision("1")
    record DeliveryFailed(DeliveryId deliveryId, OrderId orderId, ConsumerId consumerId, CourierId courierId, String failureReason)
            implements DeliveryEvent {
    }

    /** @param courierId the courier who is freed by this, null if none was assigned */
    @Revision("1")
    record DeliveryCancelled(DeliveryId deliveryId, OrderId orderId, @MayBeAbsent CourierId courierId) implements DeliveryEvent {
    }

    /**
     * @param courierId the courier whose plan changes with it, null if none is assigned
     * @param orderVersion version of the order that wants it so; null in events of revision 1
     */
    @Revision("2")
    record DeliveryRedirected(DeliveryId deliveryId, OrderId orderId, @MayBeAbsent CourierId courierId, Instant requestedFor,
            @Personal Place deliverTo, @MayBeAbsent Long orderVersion) implements DeliveryEvent {
    }
}
