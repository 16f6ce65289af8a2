package io.ordertrail.platform.subscription;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after an attempt in vain: twice as long each time up to the longest, and by chance up to half of that shorter, so that not all
 * come back at once.
 *
 * @param parkAfter what has failed for so long is parked
 * @param parked between attempts from then on
 * @param chance from 0 to 1
 */
record Pauses(Duration first, Duration longest, Duration parkAfter, Duration parked, DoubleSupplier chance) {

    private static final int MOST_DOUBLED = 20;

    Duration after(int attempts) {
        Duration pause = first.multipliedBy(1L << Math.clamp(attempts - 1, 0, MOST_DOUBLED));
        return shortened(pause.compareTo(longest) < 0 ? pause : longest);
    }

    Duration afterParking() {
        return shortened(parked);
    }

    private Duration shortened(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() * (1 - chance.getAsDouble() / 2)));
    }
}
