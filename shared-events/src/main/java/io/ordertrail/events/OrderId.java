package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one order. */
public record OrderId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrderId {
    }

    @Override
    public String toString() {
        return "order-" + value;
    }
}
