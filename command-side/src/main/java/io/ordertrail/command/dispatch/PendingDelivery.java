package io.ordertrail.command.dispatch;

import io.ordertrail.events.Address;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import java.time.Duration;
import java.time.Instant;

/**
 * What a courier is asked to do for an order.
 *
 * @param takenFrom the courier who has it and is off duty, null if none has it
 * @param deliveryVersion version of the delivery at which all this is so
 */
record PendingDelivery(OrderId orderId, DeliveryId deliveryId, CourierId takenFrom, Instant pickUpAt, Address pickUpFrom, Address deliverTo,
        long deliveryVersion) {

    private static final Duration ON_THE_WAY = Duration.ofMinutes(30);

    Instant dropOffAt() {
        return pickUpAt.plus(ON_THE_WAY);
    }
}
