package io.ordertrail.query.delivery;

import io.ordertrail.events.AggregateId;
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
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.delivery.DeliveryEntry.CourierLocation;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The deliveries, one document each, under their order's id. */
@Component
class DeliveryProjection implements Projection<DeliveryEntry> {

    /** A field that queries name. */
    static final String COURIER_LOCATION = "d.courierLocation";

    private static final Set<DeliveryStatus> ENDED =
            EnumSet.of(DeliveryStatus.COMPLETED, DeliveryStatus.FAILED, DeliveryStatus.CANCELLED);

    @Override
    public String view() {
        return "deliveries";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<DeliveryEntry> entryType() {
        return DeliveryEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof DeliveryEvent delivery ? delivery.orderId().value() : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("delivery") ? AggregateId.valueOf(token.aggregate()) : null;
    }

    @Override
    public DeliveryEntry evolve(DeliveryEntry entry, RecordedEvent event) {
        return switch ((DeliveryEvent) event.payload()) {
            case DeliveryPlanned planned -> DeliveryEntry.planned(planned.deliveryId());
            case DeliveryScheduled scheduled -> entry.scheduled(scheduled.courierId(), scheduled.pickUpAt(), scheduled.estimatedAt());
            case DeliveryPickedUp pickedUp -> entry.pickedUp(pickedUp.pickedUpAt());
            case CourierLocationNoted noted -> entry.with(new CourierLocation(noted.location(), noted.at()));
            case DeliveryCompleted completed -> entry.ended(DeliveryStatus.COMPLETED, completed.deliveredAt(), null);
            case DeliveryFailed failed -> entry.ended(DeliveryStatus.FAILED, null, failed.failureReason());
            case DeliveryCancelled cancelled -> entry.ended(DeliveryStatus.CANCELLED, null, null);
            case DeliveryRedirected redirected -> entry;
        };
    }

    @Override
    public boolean complete(DeliveryEntry entry) {
        return ENDED.contains(entry.status());
    }
}
