package io.ordertrail.command.dispatch;

import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import java.util.List;
import java.util.Optional;

/**
 * Where couriers and deliveries find each other: durable, and shared by all nodes. It only suggests; the aggregates decide.
 *
 * <p>Every write can be read by everyone once it returns, whatever transaction surrounds it: who writes first and then looks for a match
 * cannot miss another who does the same.
 */
public interface DispatchRepository {

    /** Notes how a courier stands; of two notes the one of the later version stays, whichever comes first. */
    void note(CourierAvailability availability);

    Optional<CourierAvailability> find(CourierId courier);

    /** The couriers on duty with room for a delivery, those who carry least first. */
    List<CourierId> couriersWithRoom();

    /** The order's delivery waits for a courier; said twice, it waits once. */
    void await(OrderId order);

    /** It waits no more, if it did. */
    void leave(OrderId order);

    /** The orders whose deliveries wait, the oldest order first. */
    List<OrderId> waiting(int atMost);
}
