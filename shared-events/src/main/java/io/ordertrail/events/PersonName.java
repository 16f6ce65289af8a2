package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person's name: personal data, and therefore a type of its own. */
public record PersonName(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonName {
    }

    @Override
    public String toString() {
        return value;
    }
}
