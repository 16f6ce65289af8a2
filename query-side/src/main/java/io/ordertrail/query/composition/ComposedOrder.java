package io.ordertrail.query.composition;

import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Place;
import io.ordertrail.events.Rejection;
import io.ordertrail.query.delivery.DeliveryEntry;
import io.ordertrail.query.order.OrderEntry;
import io.ordertrail.query.payment.PaymentEntry;
import io.ordertrail.query.ticket.TicketEntry.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One order from its parts, in the shape that the order history has, field by field and in the same order.
 *
 * @param partial true if a part is missing, else null
 * @param missing which could not be had, null if none
 * @param stale which are the last known, null if none
 */
record ComposedOrder(OrderId id, OrderStatus status, Long version, ConsumerId consumerId, OrderEntry.Restaurant restaurant,
        List<OrderLine> lines, Money total, Instant placedAt, Instant requestedFor, String reference, Place deliverTo, Rejection rejection,
        Ticket ticket,
        PaymentEntry payment, DeliveryEntry delivery, Boolean partial, List<String> missing, Map<String, Stale> stale) {

    /** @param asOf when the part was as it is shown */
    record Stale(Instant asOf) {
    }

    static ComposedOrder of(OrderEntry order, Ticket ticket, PaymentEntry payment, DeliveryEntry delivery, List<String> missing,
            Map<String, Stale> stale) {
        return new ComposedOrder(order.id(), order.status(), order.version(), order.consumerId(), order.restaurant(), order.lines(),
                order.total(), order.placedAt(), order.requestedFor(), order.reference(), order.deliverTo(), order.rejection(), ticket,
                payment, delivery,
                missing.isEmpty() ? null : true, missing.isEmpty() ? null : missing, stale.isEmpty() ? null : stale);
    }
}
