package io.ordertrail.views.following;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/** What one view's follower does on this node: how many events at a time, how long that takes, and how many it had seen before. */
final class FollowerMeters {

    private final DistributionSummary batch;
    private final Timer fold;
    private final Counter duplicates;

    FollowerMeters(MeterRegistry registry, String view) {
        this.batch = DistributionSummary.builder("ordertrail.view.batch")
                .description("Events folded into one write")
                .baseUnit("events")
                .tag("view", view)
                .register(registry);
        this.fold = Timer.builder("ordertrail.view.fold")
                .description("Reading, folding and writing one batch")
                .tag("view", view)
                .register(registry);
        this.duplicates = Counter.builder("ordertrail.view.duplicates")
                .description("Events that came again and changed nothing")
                .tag("view", view)
                .register(registry);
    }

    /** Counts nothing. */
    static FollowerMeters none() {
        return new FollowerMeters(new CompositeMeterRegistry(), "");
    }

    void batch(int events, Runnable work) {
        batch.record(events);
        fold.record(work);
    }

    void duplicates(long events) {
        duplicates.increment(events);
    }
}
