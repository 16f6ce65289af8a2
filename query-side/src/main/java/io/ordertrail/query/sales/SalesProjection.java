package io.ordertrail.query.sales;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Summed;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every order means for its restaurant's sales, added up by restaurant, day and quarter of an hour in UTC. */
@Component
class SalesProjection implements Summed<Sale> {

    @Override
    public String view() {
        return "sales";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Sale> entryType() {
        return Sale.class;
    }

    /** Tickets and deliveries neither earn nor cost anything. */
    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof OrderEvent || event.payload() instanceof AccountEvent ? OrderKey.of(event) : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return switch (AggregateId.kindOf(token.aggregate())) {
            case "order", "account" -> OrderKey.of(token);
            default -> null;
        };
    }

    @Override
    public Sale evolve(Sale entry, RecordedEvent event) {
        Sale sale = entry == null ? Sale.NONE : entry;
        return switch (event.payload()) {
            case OrderEvent order -> evolve(sale, order);
            case AccountEvent account -> evolve(sale, account);
            default -> sale;
        };
    }

    private static Sale evolve(Sale sale, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> sale.placed(placed.restaurantId(), placed.placedAt());
            case OrderApproved approved -> sale.withApproval();
            case OrderCancelled cancelled -> sale.withCancellation();
            case OrderEvent.OrderRejected rejected -> sale.ended();
            case OrderEvent.OrderDelivered delivered -> sale.ended();
            case OrderEvent.OrderNotDelivered failed -> sale.ended();
            case OrderEvent.OrderCancellationRequested other -> sale;
            case OrderEvent.OrderCancellationRefused other -> sale;
            case OrderEvent.OrderRevisionProposed other -> sale;
            case OrderEvent.OrderRevised other -> sale;
            case OrderEvent.OrderRevisionRefused other -> sale;
        };
    }

    private static Sale evolve(Sale sale, AccountEvent event) {
        return switch (event) {
            case PaymentCaptured captured -> sale.withCaptured(captured.amount());
            case RefundIssued refund -> sale.withRefund(refund.amount());
            case AccountEvent.AccountOpened other -> sale;
            case AccountEvent.CardLimitChanged other -> sale;
            case AccountEvent.PaymentAuthorized other -> sale;
            case AccountEvent.PaymentDeclined other -> sale;
            case AccountEvent.AuthorizationRevised other -> sale;
            case AccountEvent.AuthorizationRevisionDeclined other -> sale;
            case AccountEvent.AuthorizationReversed other -> sale;
            case AccountEvent.RefundRequested other -> sale;
            case AccountEvent.RefundCompleted other -> sale;
            case AccountEvent.RefundFailed other -> sale;
            case AccountEvent.AccountDisabled other -> sale;
            case AccountEvent.AccountEnabled other -> sale;
        };
    }

    /** Money is captured before the order is delivered, so both are known by then. */
    @Override
    public boolean complete(Sale entry) {
        return entry.over();
    }

    @Override
    public String sumOf(Sale entry) {
        return entry.approved() && entry.placedAt() != null ? Quarter.of(entry.placedAt()).sumOf(entry.restaurantId().value()) : null;
    }

    @Override
    public List<BigDecimal> addends(Sale entry) {
        return List.of(BigDecimal.ONE, entry.cancelled() ? BigDecimal.ONE : BigDecimal.ZERO,
                amount(entry.captured()).subtract(amount(entry.refunded())));
    }

    private static BigDecimal amount(Money money) {
        return money == null ? BigDecimal.ZERO : money.amount();
    }
}
