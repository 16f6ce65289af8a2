package io.ordertrail.query.order;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DomainEvent;
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
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantEvent.MenuRevised;
import io.ordertrail.events.RestaurantEvent.OpeningHoursChanged;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantRenamed;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The orders, one document each, under its id; and one per restaurant, under its stored identifier. */
@Component
class OrderProjection implements Projection<OrderEntry> {

    private static final Set<OrderStatus> ENDED =
            EnumSet.of(OrderStatus.REJECTED, OrderStatus.CANCELLED, OrderStatus.DELIVERED, OrderStatus.NOT_DELIVERED);

    @Override
    public String view() {
        return FindPlacedOrder.VIEW;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<OrderEntry> entryType() {
        return OrderEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return switch ((DomainEvent) event.payload()) {
            case OrderEvent order -> order.orderId().value();
            case RestaurantEvent restaurant -> restaurant.restaurantId().toString();
            case AccountEvent other -> null;
            case ConsumerEvent other -> null;
            case CourierEvent other -> null;
            case DeliveryEvent other -> null;
            case TicketEvent other -> null;
        };
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return switch (AggregateId.kindOf(token.aggregate())) {
            case "order" -> AggregateId.valueOf(token.aggregate());
            case "restaurant" -> token.aggregate();
            default -> null;
        };
    }

    @Override
    public OrderEntry evolve(OrderEntry entry, RecordedEvent event) {
        return switch ((DomainEvent) event.payload()) {
            case OrderEvent order -> evolve(entry, order, event.sequence());
            case RestaurantEvent restaurant -> evolve(entry, restaurant);
            case AccountEvent other -> entry;
            case ConsumerEvent other -> entry;
            case CourierEvent other -> entry;
            case DeliveryEvent other -> entry;
            case TicketEvent other -> entry;
        };
    }

    private static OrderEntry evolve(OrderEntry entry, OrderEvent event, long version) {
        return switch (event) {
            case OrderPlaced placed -> OrderEntry.of(placed, version);
            case OrderApproved approved -> entry.to(OrderStatus.APPROVED, version);
            case OrderRejected rejected -> entry.rejected(rejected.rejection(), version);
            case OrderCancellationRequested requested -> entry.to(OrderStatus.CANCEL_PENDING, version);
            case OrderCancelled cancelled -> entry.to(OrderStatus.CANCELLED, version);
            case OrderCancellationRefused refused -> entry.to(OrderStatus.APPROVED, version);
            case OrderRevisionProposed proposed -> entry.to(OrderStatus.REVISION_PENDING, version);
            case OrderRevised revised -> entry.revised(revised, version);
            case OrderRevisionRefused refused -> entry.to(OrderStatus.APPROVED, version);
            case OrderDelivered delivered -> entry.to(OrderStatus.DELIVERED, version);
            case OrderNotDelivered notDelivered -> entry.to(OrderStatus.NOT_DELIVERED, version);
        };
    }

    private static OrderEntry evolve(OrderEntry entry, RestaurantEvent event) {
        return switch (event) {
            case RestaurantOpened opened -> OrderEntry.of(opened.restaurantId(), opened.name());
            case RestaurantRenamed renamed -> OrderEntry.of(renamed.restaurantId(), renamed.name());
            case MenuRevised other -> entry;
            case OpeningHoursChanged other -> entry;
            case RestaurantClosed other -> entry;
            case RestaurantReopened other -> entry;
        };
    }

    @Override
    public boolean complete(OrderEntry entry) {
        return entry.status() != null && ENDED.contains(entry.status());
    }
}
