package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one consumer. */
public record ConsumerId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConsumerId {
    }

    @Override
    public String toString() {
        return "consumer-" + value;
    }
}
