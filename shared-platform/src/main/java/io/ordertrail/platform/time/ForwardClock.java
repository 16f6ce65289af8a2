package io.ordertrail.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The wall clock, but for being set back: then it goes on by the time that really passes, so that what is waited for comes when it would
 * have come. When the wall clock is set forward, or has caught up, it is the wall clock again. A correction of less than a second is
 * waited for, or small ones would add up over the months.
 */
public final class ForwardClock implements InstantSource {

    private static final Duration CORRECTION = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanos;
    private Instant last;
    private long at;

    /** @param nanos a count of nanoseconds that never goes back, as {@link System#nanoTime} */
    public ForwardClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.last = wall.instant();
        this.at = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long now = nanos.getAsLong();
        Instant counted = last.plusNanos(now - at);
        Instant told = wall.instant();
        if (told.isAfter(counted.minus(CORRECTION))) {
            last = told.isAfter(last) ? told : last;
        } else {
            last = counted;
        }
        at = now;
        return Instant.ofEpochMilli(last.toEpochMilli());
    }

    /** A time of the wall clock, as this clock tells it: later by as much as the wall clock has been set back. */
    public Instant of(Instant time) {
        Duration ahead = Duration.between(wall.instant(), instant());
        return ahead.compareTo(CORRECTION) > 0 ? time.plusMillis(ahead.toMillis()) : time;
    }
}
