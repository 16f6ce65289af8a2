package io.ordertrail.events;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happens to an order. */
public sealed interface OrderEvent extends DomainEvent {

    @Override
    OrderId orderId();

    /**
     * @param minimumOrder the restaurant's minimum when the order was placed, null if none
     * @param reference the client's own word for the order, null if none; revision 1 had none
     */
    @Revision("2")
    record OrderPlaced(OrderId orderId, ConsumerId consumerId, RestaurantId restaurantId, String restaurantName, List<OrderLine> lines,
            Money total, @MayBeAbsent Money minimumOrder, Instant placedAt, Instant requestedFor, @MayBeAbsent String reference,
            Place pickUpFrom, @Personal Place deliverTo)
            implements OrderEvent {
    }

    @Revision("1")
    record OrderApproved(OrderId orderId) implements OrderEvent {
    }

    @Revision("1")
    record OrderRejected(OrderId orderId, Rejection rejection) implements OrderEvent {
    }

    @Revision("1")
    record OrderCancellationRequested(OrderId orderId, ConsumerId consumerId) implements OrderEvent {
    }

    @Revision("1")
    record OrderCancelled(OrderId orderId) implements OrderEvent {
    }

    /** @param reason what stood against it, e.g. the ticket's state */
    @Revision("1")
    record OrderCancellationRefused(OrderId orderId, String reason) implements OrderEvent {
    }

    /** The order as it would be: all lines, the new total, place and time. */
    @Revision("1")
    record OrderRevisionProposed(OrderId orderId, ConsumerId consumerId, List<OrderLine> lines, Money total, Instant requestedFor,
            @Personal Place deliverTo) implements OrderEvent {
    }

    @Revision("1")
    record OrderRevised(OrderId orderId, List<OrderLine> lines, Money total, Instant requestedFor, @Personal Place deliverTo)
            implements OrderEvent {
    }

    /** @param reason what stood against it: the ticket's state, or why the payment was declined */
    @Revision("1")
    record OrderRevisionRefused(OrderId orderId, String reason) implements OrderEvent {
    }

    @Revision("1")
    record OrderDelivered(OrderId orderId) implements OrderEvent {
    }

    @Revision("1")
    record OrderNotDelivered(OrderId orderId) implements OrderEvent {
    }
}
