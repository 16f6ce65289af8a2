package io.ordertrail.platform.web;

import io.ordertrail.events.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads the instants that clients send, in bodies and in queries alike. */
public final class Instants {

    /** What any calendar and any store can still hold. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Instants() {
    }

    /**
     * An ISO-8601 date and time with zone. Cut to milliseconds, as all our stores and answers have them.
     *
     * @throws InvalidValueException with a message for the client; the field is its caller's to name
     */
    public static Instant parse(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw new InvalidValueException("", Wanted.INSTANT);
        }
        throw new InvalidValueException("", "must lie between the years 1 and 9999");
    }
}
