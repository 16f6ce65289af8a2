package io.ordertrail.command.order;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What an order can be told. Each is answered with an outcome, but for the review. */
public sealed interface OrderCommand {

    OrderId orderId();

    /**
     * @param minimumOrder the restaurant's minimum now, null if none; it holds for the order's revisions too
     * @param reference the client's own word for the order, null if none
     */
    record PlaceOrder(@TargetAggregateIdentifier OrderId orderId, ConsumerId consumerId, RestaurantId restaurantId, String restaurantName,
            List<OrderLine> lines, Money total, Money minimumOrder, Instant placedAt, Instant requestedFor,
            String reference, Place pickUpFrom, Place deliverTo) implements OrderCommand {

        /** The event that it makes, if it is not refused. */
        OrderPlaced event() {
            return new OrderPlaced(orderId, consumerId, restaurantId, restaurantName, lines, total, minimumOrder, placedAt, requestedFor,
                    reference, pickUpFrom, deliverTo);
        }
    }

    record ApproveOrder(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {
    }

    record RejectOrder(@TargetAggregateIdentifier OrderId orderId, Rejection rejection) implements OrderCommand {
    }

    record CancelOrder(@TargetAggregateIdentifier OrderId orderId, ExpectedVersion expected) implements OrderCommand {
    }

    record ConfirmCancellation(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {
    }

    /** @param reason what stood against it, e.g. the ticket's state */
    record UndoCancellation(@TargetAggregateIdentifier OrderId orderId, String reason) implements OrderCommand {
    }

    /** Asks, without an event, what a revision would change; refused as {@link ReviseOrder} would be. */
    record ReviewRevision(@TargetAggregateIdentifier OrderId orderId, Revision revision, ExpectedVersion expected, Instant at)
            implements OrderCommand {
    }

    record ReviseOrder(@TargetAggregateIdentifier OrderId orderId, Revision revision, ExpectedVersion expected, Instant at)
            implements OrderCommand {
    }

    /** @param proposal sequence of the {@code OrderRevisionProposed} that is confirmed, so that a late repeat cannot confirm another */
    record ConfirmRevision(@TargetAggregateIdentifier OrderId orderId, long proposal) implements OrderCommand {
    }

    /**
     * @param proposal sequence of the {@code OrderRevisionProposed} that is undone
     * @param reason what stood against it, e.g. the ticket's state or why the payment was declined
     */
    record UndoRevision(@TargetAggregateIdentifier OrderId orderId, long proposal, String reason) implements OrderCommand {
    }

    record NoteDelivered(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {
    }

    record NoteNotDelivered(@TargetAggregateIdentifier OrderId orderId) implements OrderCommand {
    }
}
