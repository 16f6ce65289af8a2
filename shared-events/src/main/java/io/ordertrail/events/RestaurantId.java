package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one restaurant. */
public record RestaurantId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RestaurantId {
    }

    @Override
    public String toString() {
        return "restaurant-" + value;
    }
}
