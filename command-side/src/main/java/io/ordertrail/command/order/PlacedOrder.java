package io.ordertrail.command.order;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Place;
import io.ordertrail.events.RestaurantId;
import java.time.Instant;
import java.util.List;

/** The answer to placing an order: the order as it was at that moment, whatever has become of it since. */
record PlacedOrder(OrderId id, OrderStatus status, long version, ConsumerId consumerId, OrderedFrom restaurant, List<OrderLine> lines,
        Money total, Instant placedAt, Instant requestedFor, String reference, Place deliverTo) {

    record OrderedFrom(RestaurantId id, String name) {
    }

    static PlacedOrder of(OrderPlaced e) {
        return new PlacedOrder(e.orderId(), OrderStatus.APPROVAL_PENDING, 0, e.consumerId(),
                new OrderedFrom(e.restaurantId(), e.restaurantName()), e.lines(), e.total(), e.placedAt(), e.requestedFor(), e.reference(),
                e.deliverTo());
    }
}
