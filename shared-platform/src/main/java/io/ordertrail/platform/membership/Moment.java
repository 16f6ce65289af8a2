package io.ordertrail.platform.membership;

import java.time.Duration;

/**
 * When something was, for to tell how long ago that is. The clock that only goes forward may stand while a virtual machine is suspended, and
 * the wall clock may be set: whichever says that more has passed is believed, so that nothing old counts as fresh.
 *
 * @param nanos of a clock that only goes forward
 * @param millis of the wall clock
 */
public record Moment(long nanos, long millis) {

    public static Moment now() {
        return new Moment(System.nanoTime(), System.currentTimeMillis());
    }

    public Moment minus(Duration time) {
        return new Moment(nanos - time.toNanos(), millis - time.toMillis());
    }

    public Duration until(Moment later) {
        Duration counted = Duration.ofNanos(later.nanos - nanos);
        Duration told = Duration.ofMillis(Math.abs(later.millis - millis));
        return counted.compareTo(told) > 0 ? counted : told;
    }
}
