package io.ordertrail.events;

/**
 * Names one aggregate. {@link #value()} is what the API shows; {@code toString()} is the identifier in the event store, where the order, the
 * ticket and the delivery of one order share a value and so need a prefix each.
 */
public sealed interface AggregateId permits OrderId, TicketId, DeliveryId, ConsumerId, RestaurantId, CourierId, AccountId {

    /** The id without prefix, as clients know it. */
    String value();

    /** The value of a stored identifier: {@code ticket-01H…} gives {@code 01H…}. */
    static String valueOf(String storedId) {
        return storedId.substring(storedId.indexOf('-') + 1);
    }

    /** The prefix of a stored identifier: {@code ticket-01H…} gives {@code ticket}. */
    static String kindOf(String storedId) {
        int dash = storedId.indexOf('-');
        return dash < 0 ? "" : storedId.substring(0, dash);
    }
}
