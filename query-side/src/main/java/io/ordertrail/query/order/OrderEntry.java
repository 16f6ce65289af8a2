package io.ordertrail.query.order;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.RestaurantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * One order as it tells of itself. A restaurant has an entry too, with nothing but its id and name, so that a new name costs one write and not
 * one per order. Public for the codec that stores it and for who asks.
 *
 * @param version sequence number of the order's last event
 * @param restaurant with the name it had when the order was placed; queries put the present one there
 */
public record OrderEntry(OrderId id, OrderStatus status, Long version, ConsumerId consumerId, Restaurant restaurant, List<OrderLine> lines,
        Money total, Instant placedAt, Instant requestedFor, String reference, Place deliverTo, Rejection rejection) {

    @Schema(name = "OrderEntryRestaurant")
    public record Restaurant(RestaurantId id, String name) {
    }

    static OrderEntry of(RestaurantId restaurant, String name) {
        return new OrderEntry(null, null, null, null, new Restaurant(restaurant, name), null, null, null, null, null, null, null);
    }

    static OrderEntry of(OrderPlaced placed, long version) {
        return new OrderEntry(placed.orderId(), OrderStatus.APPROVAL_PENDING, version, placed.consumerId(),
                new Restaurant(placed.restaurantId(), placed.restaurantName()), placed.lines(), placed.total(), placed.placedAt(),
                placed.requestedFor(), placed.reference(), placed.deliverTo(), null);
    }

    OrderEntry to(OrderStatus newStatus, long newVersion) {
        return new OrderEntry(id, newStatus, newVersion, consumerId, restaurant, lines, total, placedAt, requestedFor, reference, deliverTo,
                rejection);
    }

    OrderEntry rejected(Rejection reason, long newVersion) {
        return new OrderEntry(id, OrderStatus.REJECTED, newVersion, consumerId, restaurant, lines, total, placedAt, requestedFor, reference,
                deliverTo,
                reason);
    }

    OrderEntry revised(OrderRevised revised, long newVersion) {
        return new OrderEntry(id, OrderStatus.APPROVED, newVersion, consumerId, restaurant, revised.lines(), revised.total(), placedAt,
                revised.requestedFor(), reference, revised.deliverTo(), rejection);
    }

    OrderEntry with(Restaurant present) {
        return new OrderEntry(id, status, version, consumerId, present, lines, total, placedAt, requestedFor, reference, deliverTo,
                rejection);
    }
}
