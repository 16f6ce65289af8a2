package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** How far from now a time may lie that a client names: a year ahead, and for what is wanted now a minute in the past. */
public final class Horizon {

    /** A client may say its own now, which is over when it arrives, and whose clock may be behind. */
    private static final Duration STILL_NOW = Duration.ofSeconds(60);

    private Horizon() {
    }

    /** @throws Refusal {@code INVALID} naming the field if the time is over a year ahead */
    public static void requireWithinAYear(Instant time, Instant now, String field) {
        if (time.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(1).toInstant())) {
            throw Refusal.ofField(Code.INVALID, field, "must lie at most a year ahead");
        }
    }

    /** @throws Refusal {@code INVALID} naming the field if the time is neither in the future nor now, or over a year ahead */
    public static void requireNowOrLater(Instant time, Instant now, String field) {
        if (time.isBefore(now.minus(STILL_NOW))) {
            throw Refusal.ofField(Code.INVALID, field, "must not lie in the past");
        }
        requireWithinAYear(time, now, field);
    }

    /** Now for what is over. */
    public static Instant notBefore(Instant now, Instant time) {
        return time.isBefore(now) ? now : time;
    }
}
