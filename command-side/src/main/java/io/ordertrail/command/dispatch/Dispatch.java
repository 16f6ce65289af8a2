package io.ordertrail.command.dispatch;

import io.ordertrail.command.courier.CourierCommand.AssignCourier;
import io.ordertrail.command.process.Steps;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Code;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings deliveries and couriers together. Each side first writes itself down and then looks for the other, so that no two can miss
 * each other; what is written may be old, and then the courier refuses and the next one is asked.
 */
@Component
class Dispatch {

    private static final int WAITING_AT_A_TIME = 20;

    private final DispatchRepository repository;
    private final PendingDeliveries deliveries;
    private final Steps steps;

    Dispatch(DispatchRepository repository, PendingDeliveries deliveries, Steps steps) {
        this.repository = repository;
        this.deliveries = deliveries;
        this.steps = steps;
    }

    /** Lets the order's delivery wait for a courier until it has one; nothing happens before it is accepted and planned. */
    void seekCourier(OrderId order) {
        if (deliveries.of(order).isPresent()) {
            repository.await(order);
            for (CourierId courier : repository.couriersWithRoom()) {
                if (!seekWork(courier)) {
                    return;
                }
            }
            if (deliveries.of(order).isEmpty()) {
                // Whoever was slow to write it there has missed that it has found its courier, or was cancelled: it will not wait again.
                repository.leave(order);
            }
        }
    }

    void stopSeeking(OrderId order) {
        repository.leave(order);
    }

    /**
     * Finds the courier work among what waits, the oldest first, until the courier refuses.
     *
     * @return whether there is work left for the next courier
     */
    boolean seekWork(CourierId courier) {
        List<OrderId> oldest = repository.waiting(WAITING_AT_A_TIME);
        while (!oldest.isEmpty()) {
            for (OrderId order : oldest) {
                Optional<PendingDelivery> delivery = deliveries.of(order);
                if (delivery.isEmpty()) {
                    repository.leave(order);
                } else if (!isTaken(delivery.get(), courier)) {
                    return true;
                }
            }
            oldest = repository.waiting(WAITING_AT_A_TIME);
        }
        return false;
    }

    private boolean isTaken(PendingDelivery delivery, CourierId courier) {
        boolean taken = !steps.attempt(new AssignCourier(courier, delivery.deliveryId(), delivery.orderId(), delivery.pickUpAt(),
                delivery.dropOffAt(), delivery.pickUpFrom(), delivery.deliverTo(), delivery.deliveryVersion()), Code.INVALID_STATE,
                Code.NOT_FOUND).isRefused();
        if (taken) {
            repository.leave(delivery.orderId());
        }
        return taken;
    }
}
