package io.ordertrail.query.orderhistory;

import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderDelivered;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderLine;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Restaurant;
import java.util.List;

/** What the order itself tells: all of an entry but ticket, payment and delivery. */
final class OrderPart {

    private OrderPart() {
    }

    static OrderHistoryEntry evolve(OrderHistoryEntry entry, OrderEvent event, long version) {
        return switch (event) {
            case OrderPlaced placed -> new OrderHistoryEntry(entry.id(), OrderStatus.APPROVAL_PENDING, version, placed.consumerId(),
                    new Restaurant(placed.restaurantId(), placed.restaurantName()), placed.lines(), placed.total(), placed.placedAt(),
                    placed.requestedFor(), placed.reference(), placed.deliverTo(), null, entry.ticket(), entry.payment(), entry.delivery(),
                    entry.changedAt(), wordsOf(placed.lines()));
            case OrderApproved approved -> to(OrderStatus.APPROVED, entry, version);
            case OrderRejected rejected -> to(OrderStatus.REJECTED, entry, version, rejected.rejection());
            case OrderCancellationRequested requested -> to(OrderStatus.CANCEL_PENDING, entry, version);
            case OrderCancelled cancelled -> to(OrderStatus.CANCELLED, entry, version);
            case OrderCancellationRefused refused -> to(OrderStatus.APPROVED, entry, version);
            case OrderRevisionProposed proposed -> to(OrderStatus.REVISION_PENDING, entry, version);
            case OrderRevised revised -> new OrderHistoryEntry(entry.id(), OrderStatus.APPROVED, version, entry.consumerId(),
                    entry.restaurant(), revised.lines(), revised.total(), entry.placedAt(), revised.requestedFor(), entry.reference(),
                    revised.deliverTo(), entry.rejection(), entry.ticket(), entry.payment(), entry.delivery(), entry.changedAt(),
                    wordsOf(revised.lines()));
            case OrderRevisionRefused refused -> to(OrderStatus.APPROVED, entry, version);
            case OrderDelivered delivered -> to(OrderStatus.DELIVERED, entry, version);
            case OrderNotDelivered notDelivered -> to(OrderStatus.NOT_DELIVERED, entry, version);
        };
    }

    private static OrderHistoryEntry to(OrderStatus status, OrderHistoryEntry entry, long version) {
        return to(status, entry, version, entry.rejection());
    }

    private static OrderHistoryEntry to(OrderStatus status, OrderHistoryEntry entry, long version, Rejection rejection) {
        return new OrderHistoryEntry(entry.id(), status, version, entry.consumerId(), entry.restaurant(), entry.lines(), entry.total(),
                entry.placedAt(), entry.requestedFor(), entry.reference(), entry.deliverTo(), rejection, entry.ticket(), entry.payment(),
                entry.delivery(), entry.changedAt(), entry.words());
    }

    private static String wordsOf(List<OrderLine> lines) {
        return Words.line(Words.of(lines.stream().map(OrderLine::name).toList()));
    }
}
