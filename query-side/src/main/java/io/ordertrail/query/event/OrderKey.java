package io.ordertrail.query.event;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.RecordedEvent;

/** The key that order, ticket, delivery and payment of one order have in common, for views with a document per order. */
public final class OrderKey {

    private OrderKey() {
    }

    /** The order's id; null for events of other aggregates, and for an account's events that concern no order. */
    public static String of(RecordedEvent event) {
        OrderId order = switch (event.payload()) {
            case OrderEvent e -> e.orderId();
            case TicketEvent e -> e.orderId();
            case DeliveryEvent e -> e.orderId();
            case AccountEvent e -> e.orderId();
            default -> null;
        };
        return order == null ? null : order.value();
    }

    /** The order's id; null for tokens of events that belong to no order. */
    public static String of(ConsistencyToken token) {
        return switch (AggregateId.kindOf(token.aggregate())) {
            case "order", "ticket", "delivery" -> AggregateId.valueOf(token.aggregate());
            case "account" -> token.order().isEmpty() ? null : token.order();
            default -> null;
        };
    }
}
