package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A person's name: personal data, and therefore a type of its own.
 *
 * @param seal null for one that is not stored encrypted
 */
public record PersonName(@JsonValue String value, @JsonIgnore Seal seal) implements PersonalValue {

    /** What stands in the place of a name that is forgotten. */
    public static final PersonName FORGOTTEN = new PersonName("forgotten");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonName(String value) {
        this(value, null);
    }

    @Override
    public PersonName sealed(Seal stored) {
        return new PersonName(value, stored);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
