package io.ordertrail.events;

/** Everything that can be stored: the root of the sealed families, and so the list of all event types. */
public sealed interface DomainEvent
        permits OrderEvent, TicketEvent, DeliveryEvent, AccountEvent, ConsumerEvent, RestaurantEvent, CourierEvent {

    /** The order that this event concerns, or null where it concerns none. */
    default OrderId orderId() {
        return null;
    }
}
