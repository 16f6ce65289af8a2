package io.ordertrail.platform.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's time, passing as the test says: its wall clock, and its count of nanoseconds that nobody can set. */
public final class SetTime extends Clock {

    public static final Instant START = Instant.parse("2026-11-21T18:00:00Z");

    private volatile Instant wall;
    private volatile long nanos;

    public SetTime() {
        this(START);
    }

    /** For a store that looks at its own clock, too. */
    public SetTime(Instant start) {
        wall = start;
    }

    public synchronized void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    public synchronized void setBack(Duration by) {
        wall = wall.minus(by);
    }

    public synchronized void setForward(Duration by) {
        wall = wall.plus(by);
    }

    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
