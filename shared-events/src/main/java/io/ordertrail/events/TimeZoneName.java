package io.ordertrail.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A zone of the IANA time zone database, by the name that it had when it was stored. Names come and go with that database, so one that the
 * running JDK does not know is kept as it is; its rules alone are lacking.
 */
public record TimeZoneName(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TimeZoneName {
    }

    /** The zone's rules in this JDK; those of UTC for a name that it does not know. */
    public ZoneId rules() {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
