package io.ordertrail.command.dispatch;

import io.ordertrail.command.Ids;
import io.ordertrail.command.courier.CourierCommand.AssignCourier;
import io.ordertrail.command.courier.CourierCommand.ReviewPlan;
import io.ordertrail.command.courier.CourierPlan;
import io.ordertrail.command.process.Steps;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings deliveries and couriers together. Each side first writes itself down and then looks for the other, so that no two can miss each
 * other; what is written may be old, and then the courier refuses and the next one is asked.
 */
@Component
class Dispatch {

    private static final int AT_A_TIME = 20;

    private final DispatchRepository repository;
    private final PendingDeliveries deliveries;
    private final Steps steps;
    private final Clock clock;

    Dispatch(DispatchRepository repository, PendingDeliveries deliveries, Steps steps, Clock clock) {
        this.repository = repository;
        this.deliveries = deliveries;
        this.steps = steps;
        this.clock = clock;
    }

    /** Lets the order's delivery wait for a courier until it has one; does nothing while it has no need of one. */
    void seekCourier(OrderId order) {
        deliveries.of(order).ifPresent(this::seekCourier);
    }

    private void seekCourier(PendingDelivery delivery) {
        WaitingDelivery waiting = new WaitingDelivery(delivery.orderId(), delivery.pickUpAt(), Ids.next());
        repository.await(waiting, clock.instant());
        CourierAvailability last = null;
        List<CourierAvailability> couriers;
        do {
            couriers = repository.couriersWithRoom(last, AT_A_TIME);
            for (CourierAvailability courier : couriers) {
                if (!seekWork(courier.courierId())) {
                    return;
                }
                last = courier;
            }
        } while (couriers.size() == AT_A_TIME);
        if (deliveries.of(delivery.orderId()).isEmpty()) {
            // Whoever was slow to write it there has missed that it has found its courier, or was cancelled.
            repository.leave(waiting);
        }
    }

    /** What may have changed whether the order's delivery needs a courier. */
    void review(OrderId order) {
        Optional<WaitingDelivery> waiting = repository.find(order);
        Optional<PendingDelivery> delivery = deliveries.of(order);
        if (delivery.isPresent()) {
            seekCourier(delivery.get());
        } else {
            waiting.ifPresent(repository::leave);
        }
    }

    /** By the courier's duty as it is now: a late repeat must take nothing from a courier who is back. */
    void reviewPlan(CourierId courier) {
        steps.<CourierPlan>ask(new ReviewPlan(courier)).orders().forEach(this::review);
    }

    /** What may have ended that the order's delivery needs a courier. */
    void stopSeekingIfFound(OrderId order) {
        repository.find(order).filter(waiting -> deliveries.of(order).isEmpty()).ifPresent(repository::leave);
    }

    void stopSeeking(OrderId order) {
        repository.leave(order);
    }

    /**
     * Finds the courier work among what waits, the one to be picked up soonest first, until the courier refuses.
     *
     * @return whether there is work left for the next courier
     */
    boolean seekWork(CourierId courier) {
        List<WaitingDelivery> soonest = repository.waiting(AT_A_TIME);
        while (!soonest.isEmpty()) {
            for (WaitingDelivery waiting : soonest) {
                Optional<PendingDelivery> delivery = deliveries.of(waiting.orderId());
                if (delivery.isPresent() && !isTaken(delivery.get(), courier)) {
                    return true;
                }
                repository.leave(waiting);
            }
            soonest = repository.waiting(AT_A_TIME);
        }
        return false;
    }

    /** A courier whom no event has ever named is none, wherever the store has that from. */
    private boolean isTaken(PendingDelivery delivery, CourierId courier) {
        return !courier.equals(delivery.takenFrom())
                && !steps.attempt(new AssignCourier(courier, delivery.deliveryId(), delivery.orderId(), delivery.pickUpAt(),
                        delivery.dropOffAt(), delivery.pickUpFrom(), delivery.deliverTo(), delivery.deliveryVersion()),
                        Code.INVALID_STATE, Code.NOT_FOUND).isRefused();
    }
}
