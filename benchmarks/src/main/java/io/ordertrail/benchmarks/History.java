package io.ordertrail.benchmarks;

import java.util.Locale;

/**
 * Which history: the same one every time.
 *
 * @param leftOpen whether one order is open from the first event to the last
 */
record History(long events, long seed, boolean leftOpen) {

    /** Raised whenever {@link Trade} makes another history of the same numbers, or it is stored otherwise, so that no older one is taken from the cache. */
    private static final int VERSION = 2;

    String folder() {
        return "events-%d-seed-%d%s-v%d".formatted(events, seed, leftOpen ? "-one-open" : "", VERSION);
    }

    /** As people write it: 100,000. */
    String size() {
        return String.format(Locale.ROOT, "%,d", events);
    }
}
