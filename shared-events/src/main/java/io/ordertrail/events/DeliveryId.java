package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one delivery. */
public record DeliveryId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeliveryId {
    }

    /** The delivery of an order shares the order's key. */
    public static DeliveryId of(OrderId order) {
        return new DeliveryId(order.value());
    }

    @Override
    public String toString() {
        return "delivery-" + value;
    }
}
