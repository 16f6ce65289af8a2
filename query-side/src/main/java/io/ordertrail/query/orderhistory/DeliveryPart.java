package io.ordertrail.query.orderhistory;

import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.CourierLocation;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Delivery;
import java.time.Instant;

/** What the delivery tells. Where it goes to is the order's to say. */
final class DeliveryPart {

    private DeliveryPart() {
    }

    static Delivery evolve(Delivery delivery, DeliveryEvent event) {
        return switch (event) {
            case DeliveryPlanned planned ->
                new Delivery(planned.deliveryId(), DeliveryStatus.PENDING, null, null, null, null, null, null, null);
            case DeliveryScheduled scheduled -> new Delivery(delivery.id(), DeliveryStatus.SCHEDULED, scheduled.courierId(),
                    delivery.courierLocation(), scheduled.pickUpAt(), scheduled.estimatedAt(), null, null, null);
            case DeliveryPickedUp pickedUp -> with(delivery, DeliveryStatus.PICKED_UP, delivery.courierLocation(), pickedUp.pickedUpAt(),
                    null, null);
            case CourierLocationNoted noted -> with(delivery, delivery.status(), new CourierLocation(noted.location(), noted.at()),
                    delivery.pickedUpAt(), delivery.deliveredAt(), delivery.failureReason());
            case DeliveryCompleted completed -> with(delivery, DeliveryStatus.COMPLETED, delivery.courierLocation(), delivery.pickedUpAt(),
                    completed.deliveredAt(), null);
            case DeliveryFailed failed -> with(delivery, DeliveryStatus.FAILED, delivery.courierLocation(), delivery.pickedUpAt(), null,
                    failed.failureReason());
            case DeliveryCancelled cancelled -> with(delivery, DeliveryStatus.CANCELLED, delivery.courierLocation(), delivery.pickedUpAt(),
                    null, null);
            case DeliveryRedirected redirected -> delivery;
        };
    }

    private static Delivery with(Delivery delivery, DeliveryStatus status, CourierLocation courier, Instant pickedUpAt, Instant deliveredAt,
            String failureReason) {
        return new Delivery(delivery.id(), status, delivery.courierId(), courier, delivery.pickUpAt(), delivery.estimatedAt(), pickedUpAt,
                deliveredAt, failureReason);
    }
}
