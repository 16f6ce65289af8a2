package io.ordertrail.command.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells how many deliveries wait for a courier, in all the store, and for how long. */
@Component
class DispatchMeters implements MeterBinder {

    private final DispatchRepository repository;
    private final Clock clock;

    DispatchMeters(DispatchRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ordertrail.deliveries.waiting", () -> repository.queue().length())
                .description("Deliveries that wait for a courier: accepted by the kitchen, and with nobody or with one who is off duty")
                .register(registry);
        Gauge.builder("ordertrail.deliveries.waiting.age", this::age).baseUnit("seconds")
                .description("For how long the first of them has waited").register(registry);
    }

    private double age() {
        Instant oldest = repository.queue().oldest();
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
