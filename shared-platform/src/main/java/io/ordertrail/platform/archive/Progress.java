package io.ordertrail.platform.archive;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every few seconds how far it is, and how long the rest will take at the pace so far. */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long BETWEEN = Duration.ofSeconds(2).toNanos();

    private final String what;
    private final long from;
    private final long to;
    private final LongSupplier nanos;
    private final long begun;
    private long told;

    Progress(String what, long from, long to, LongSupplier nanos) {
        this.what = what;
        this.from = from;
        this.to = to;
        this.nanos = nanos;
        begun = nanos.getAsLong();
        told = begun;
    }

    /** @param at on the way from the one to the other */
    void at(long at, long events) {
        long now = nanos.getAsLong();
        if (now - told >= BETWEEN) {
            told = now;
            LOG.info("{} {} events, {} %, about {} s left", what, events, 100 * at / Math.max(1, to), secondsLeft(at, now));
        }
    }

    long secondsLeft(long at, long now) {
        double perUnit = (double) (now - begun) / Math.max(1, at - from);
        return Math.round(perUnit * (to - at) / Duration.ofSeconds(1).toNanos());
    }
}
