package io.ordertrail.command.dispatch;

import io.ordertrail.command.process.Histories;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.Place;
import java.util.Iterator;
import java.util.Optional;

/**
 * A delivery as its events tell it.
 *
 * @param addressVersion version of the delivery that gave it the present address
 * @param courierId null while none is scheduled
 * @param version the delivery's own; the positions on the way are not counted
 */
record DeliveryNow(DeliveryStatus status, Place pickUpFrom, Place deliverTo, long addressVersion, CourierId courierId, long version) {

    /**
     * Empty for a delivery that is not planned yet. Of the positions on the way, thousands maybe, only the first is read: after it, the last
     * event tells all that can have changed.
     */
    static Optional<DeliveryNow> of(DeliveryId delivery, Histories histories) {
        DeliveryNow now = null;
        long version = 0;
        Iterator<DeliveryEvent> events = histories.of(delivery, DeliveryEvent.class).iterator();
        while (events.hasNext()) {
            DeliveryEvent event = events.next();
            if (event instanceof CourierLocationNoted) {
                return Optional.of(evolve(now, (DeliveryEvent) histories.last(delivery).orElseThrow(), version));
            }
            now = evolve(now, event, version++);
        }
        return Optional.ofNullable(now);
    }

    /** @param before null before the first event */
    private static DeliveryNow evolve(DeliveryNow before, DeliveryEvent event, long version) {
        return switch (event) {
            case DeliveryPlanned planned -> new DeliveryNow(DeliveryStatus.PENDING, planned.pickUpFrom(), planned.deliverTo(), version,
                    null, version);
            case DeliveryScheduled scheduled -> new DeliveryNow(DeliveryStatus.SCHEDULED, before.pickUpFrom, before.deliverTo,
                    before.addressVersion, scheduled.courierId(), version);
            case DeliveryRedirected redirected -> before.redirected(redirected.deliverTo(), version);
            case DeliveryPickedUp pickedUp -> before.as(DeliveryStatus.PICKED_UP, version);
            case CourierLocationNoted noted -> before;
            case DeliveryCompleted completed -> before.as(DeliveryStatus.COMPLETED, version);
            case DeliveryFailed failed -> before.as(DeliveryStatus.FAILED, version);
            case DeliveryCancelled cancelled -> before.as(DeliveryStatus.CANCELLED, version);
        };
    }

    private DeliveryNow as(DeliveryStatus next, long newVersion) {
        return new DeliveryNow(next, pickUpFrom, deliverTo, addressVersion, courierId, newVersion);
    }

    /** If only the time is another, the address is as old as it was. */
    private DeliveryNow redirected(Place place, long newVersion) {
        boolean isSame = place.address().equals(deliverTo.address());
        return new DeliveryNow(status, pickUpFrom, place, isSame ? addressVersion : newVersion, courierId, newVersion);
    }

    boolean isPending() {
        return status == DeliveryStatus.PENDING;
    }

    /** Whether a courier has it who has not picked it up. */
    boolean isScheduled() {
        return status == DeliveryStatus.SCHEDULED;
    }

    /** Whether this courier is to carry it, or does. */
    boolean isWith(CourierId courier) {
        return courier.equals(courierId) && (status == DeliveryStatus.SCHEDULED || status == DeliveryStatus.PICKED_UP);
    }
}
