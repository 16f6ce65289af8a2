package io.ordertrail.events;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happens to a courier. Those that concern a delivery name its order. */
public sealed interface CourierEvent extends DomainEvent {

    CourierId courierId();

    @Revision("1")
    record CourierRegistered(CourierId courierId, @Personal PersonName name, int capacity) implements CourierEvent {
    }

    @Revision("1")
    record CourierWentOnDuty(CourierId courierId) implements CourierEvent {
    }

    @Revision("1")
    record CourierWentOffDuty(CourierId courierId) implements CourierEvent {
    }

    /** @param deliveryVersion version of the delivery that gave it this address; null in events of revision 1 */
    @Revision("2")
    record CourierAssigned(CourierId courierId, DeliveryId deliveryId, OrderId orderId, Instant pickUpAt, Instant dropOffAt,
            Address pickUpFrom, @Personal Address deliverTo, @MayBeAbsent Long deliveryVersion) implements CourierEvent {
    }

    /** @param deliveryVersion version of the delivery that gave it this address; null in events of revision 1 */
    @Revision("2")
    record CourierPlanRevised(CourierId courierId, DeliveryId deliveryId, OrderId orderId, @Personal Address deliverTo,
            @MayBeAbsent Long deliveryVersion)
            implements CourierEvent {
    }

    @Revision("1")
    record CourierFreed(CourierId courierId, DeliveryId deliveryId, OrderId orderId) implements CourierEvent {
    }
}
