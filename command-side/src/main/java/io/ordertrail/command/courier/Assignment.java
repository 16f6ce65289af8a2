package io.ordertrail.command.courier;

import io.ordertrail.events.Address;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.OrderId;
import java.time.Instant;

/**
 * One delivery on a courier's plan, as it stands now.
 *
 * @param deliveryVersion version of the delivery as of which it was assigned, or whose address the plan has followed since
 */
record Assignment(OrderId orderId, Instant pickUpAt, Instant dropOffAt, Address pickUpFrom, Address deliverTo, long deliveryVersion) {

    private static final long OLDER_THAN_ANY = -1;

    static Assignment of(CourierAssigned assigned) {
        return new Assignment(assigned.orderId(), assigned.pickUpAt(), assigned.dropOffAt(), assigned.pickUpFrom(), assigned.deliverTo(),
                version(assigned.deliveryVersion()));
    }

    Assignment following(CourierPlanRevised revised) {
        return new Assignment(orderId, pickUpAt, dropOffAt, pickUpFrom, revised.deliverTo(), version(revised.deliveryVersion()));
    }

    private static long version(Long told) {
        return told == null ? OLDER_THAN_ANY : told;
    }
}
