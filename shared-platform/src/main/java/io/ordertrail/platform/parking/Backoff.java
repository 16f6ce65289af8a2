package io.ordertrail.platform.parking;

import java.time.Duration;

/** How long to wait after so many attempts in vain: twice as long each time up to the longest, and there is no last one. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofMinutes(1);

    private Backoff() {
    }

    static Duration after(int attempts) {
        Duration pause = FIRST.multipliedBy(1L << Math.clamp(attempts - 1, 0, 10));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
