package io.ordertrail.command.courier;

import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.OrderId;
import java.time.Instant;

/** One delivery on a courier's plan, as it stands now. */
record Assignment(OrderId orderId, Instant pickUpAt, Instant dropOffAt, Address pickUpFrom, Address deliverTo) {

    static Assignment of(CourierAssigned assigned) {
        return new Assignment(assigned.orderId(), assigned.pickUpAt(), assigned.dropOffAt(), assigned.pickUpFrom(), assigned.deliverTo());
    }

    Assignment to(Address newAddress) {
        return new Assignment(orderId, pickUpAt, dropOffAt, pickUpFrom, newAddress);
    }
}
