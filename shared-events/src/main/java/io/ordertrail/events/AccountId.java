package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one account. */
public record AccountId(@JsonValue String value) implements AggregateId {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
    }

    /** A consumer has one account, under the same value. */
    public static AccountId of(ConsumerId consumer) {
        return new AccountId(consumer.value());
    }

    @Override
    public String toString() {
        return "account-" + value;
    }
}
