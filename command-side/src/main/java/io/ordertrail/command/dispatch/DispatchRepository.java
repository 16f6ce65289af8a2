package io.ordertrail.command.dispatch;

import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where couriers and deliveries find each other: durable, and shared by all nodes. It only suggests; the aggregates decide. Instants are
 * kept in whole milliseconds.
 *
 * <p>Every write can be read by everyone once it returns, whatever transaction surrounds it: who writes first and then looks for a match
 * cannot miss another who does the same.
 */
public interface DispatchRepository {

    /** Notes how a courier stands; of two notes the one of the later version stays, whichever comes first. */
    void note(CourierAvailability availability);

    Optional<CourierAvailability> find(CourierId courier);

    /** Forgets the courier, unless another version has been noted meanwhile. */
    void forget(CourierAvailability availability);

    /**
     * The couriers on duty with room for a delivery: those who carry least first, and among them who has waited longest for one.
     *
     * @param after the last of the page before, null for the first page
     */
    List<CourierAvailability> couriersWithRoom(CourierAvailability after, int atMost);

    /**
     * The order's delivery waits for a courier. Said twice, it waits once, since the first time.
     *
     * @param waiting with a stamp of its own
     */
    void await(WaitingDelivery waiting, Instant now);

    Optional<WaitingDelivery> find(OrderId order);

    /** It waits no more, unless it has been said meanwhile that it does. */
    void leave(WaitingDelivery waiting);

    /** It waits no more, and never will again. */
    void leave(OrderId order);

    /** The orders whose deliveries wait, the one to be picked up soonest first. */
    List<WaitingDelivery> waiting(int atMost);

    /** All that wait. */
    Queue queue();

    /**
     * @param length how many deliveries wait
     * @param oldest since when the first of them waits, null if there is none
     */
    record Queue(long length, Instant oldest) {
    }
}
