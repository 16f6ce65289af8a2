package io.ordertrail.command.process;

import io.ordertrail.command.courier.CourierCommand.AssignCourier;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings deliveries and couriers together. Each side first writes itself on the board and then looks for the other, so that no two can miss
 * each other; what the board says may be old, and then the courier refuses and the next one is asked.
 */
@Component
class Dispatch {

    private static final int WAITING_AT_A_TIME = 20;

    private final DispatchBoard board;
    private final Errands errands;
    private final Steps steps;

    Dispatch(DispatchBoard board, Errands errands, Steps steps) {
        this.board = board;
        this.errands = errands;
        this.steps = steps;
    }

    /** Lets the order's delivery wait for a courier until it has one; nothing happens before it is accepted and planned. */
    void seekCourier(OrderId order) {
        if (errands.of(order).isPresent()) {
            board.await(order);
            for (CourierId courier : board.couriersWithRoom()) {
                if (!seekWork(courier)) {
                    return;
                }
            }
            if (errands.of(order).isEmpty()) {
                // Whoever was slow to write it there has missed that it has found its courier, or was cancelled: it will not wait again.
                board.leave(order);
            }
        }
    }

    void stopSeeking(OrderId order) {
        board.leave(order);
    }

    /**
     * Finds the courier work among what waits, the oldest first, until the courier refuses.
     *
     * @return whether there is work left for the next courier
     */
    boolean seekWork(CourierId courier) {
        List<OrderId> oldest = board.waiting(WAITING_AT_A_TIME);
        while (!oldest.isEmpty()) {
            for (OrderId order : oldest) {
                Optional<Errand> errand = errands.of(order);
                if (errand.isEmpty()) {
                    board.leave(order);
                } else if (!isTaken(errand.get(), courier)) {
                    return true;
                }
            }
            oldest = board.waiting(WAITING_AT_A_TIME);
        }
        return false;
    }

    private boolean isTaken(Errand errand, CourierId courier) {
        boolean taken = !steps.attempt(new AssignCourier(courier, errand.deliveryId(), errand.orderId(), errand.pickUpAt(),
                errand.dropOffAt(), errand.pickUpFrom(), errand.deliverTo(), errand.deliveryVersion())).isRefused();
        if (taken) {
            board.leave(errand.orderId());
        }
        return taken;
    }
}
