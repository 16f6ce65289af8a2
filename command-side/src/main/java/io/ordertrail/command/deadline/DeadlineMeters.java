package io.ordertrail.command.deadline;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tells how many deadlines have come and are not handled, in all the store, and what went wrong on this node. */
@Component
class DeadlineMeters implements MeterBinder {

    /** A deadline is not overdue while it is being taken and handled. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Deadlines deadlines;
    private final Clock clock;

    DeadlineMeters(Deadlines deadlines, Clock clock) {
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ordertrail.deadlines.overdue", () -> deadlines.overdue(GRACE).count())
                .description("Deadlines that fell due over ten seconds ago and are not handled").register(registry);
        Gauge.builder("ordertrail.deadlines.overdue.age", this::age).baseUnit("seconds")
                .description("How long ago the oldest overdue deadline was due").register(registry);
        Gauge.builder("ordertrail.deadlines.silence", () -> deadlines.sinceLastLook().toMillis() / 1000.0).baseUnit("seconds")
                .description("How long ago this node last looked for what is due").register(registry);
        FunctionCounter.builder("ordertrail.deadlines.failures", deadlines, Deadlines::failures)
                .description("Looks for due deadlines, and deadlines, that failed").register(registry);
    }

    private double age() {
        DeadlineRepository.Overdue overdue = deadlines.overdue(GRACE);
        return overdue.oldest() == null ? 0 : Math.max(0, Duration.between(overdue.oldest(), clock.instant()).toMillis() / 1000.0);
    }
}
