package io.ordertrail.command.dispatch;

import io.ordertrail.events.Address;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import java.time.Duration;
import java.time.Instant;

/**
 * What a courier is asked to do for an order.
 *
 * @param deliveryVersion version of the delivery that gave it this address
 */
record PendingDelivery(OrderId orderId, DeliveryId deliveryId, Instant pickUpAt, Address pickUpFrom, Address deliverTo,
        long deliveryVersion) {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(30);

    Instant dropOffAt() {
        return pickUpAt.plus(ON_THE_WAY);
    }
}
