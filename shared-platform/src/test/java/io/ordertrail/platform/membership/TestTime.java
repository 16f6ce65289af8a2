package io.ordertrail.platform.membership;

import java.time.Duration;
import java.util.function.Supplier;

/** Time that passes when it is told to, on wall clocks that need not agree. */
final class TestTime {

    private Duration passed = Duration.ofDays(1);

    void pass(Duration more) {
        passed = passed.plus(more);
    }

    /** A node whose wall clock is wrong, and whose other clock begins anywhere. */
    Supplier<Moment> off(Duration by) {
        return () -> new Moment(passed.toNanos() - by.toNanos() * 3, passed.plus(by).toMillis());
    }
}
