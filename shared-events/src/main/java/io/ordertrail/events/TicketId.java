package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one ticket. */
public record TicketId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TicketId {
    }

    /** The ticket of an order shares the order's key. */
    public static TicketId of(OrderId order) {
        return new TicketId(order.value());
    }

    @Override
    public String toString() {
        return "ticket-" + value;
    }
}
