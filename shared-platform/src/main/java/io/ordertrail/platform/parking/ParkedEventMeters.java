package io.ordertrail.platform.parking;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordertrail.platform.parking.ParkedEventRepository.Amount;
import java.time.Clock;
import java.time.Duration;

/** Tells how much is parked, in all the store, and so the same on every node of either side; and what this node has parked. */
class ParkedEventMeters implements MeterBinder {

    private final ParkedEvents parked;
    private final Tally tally;
    private final Clock clock;

    ParkedEventMeters(ParkedEvents parked, Tally tally, Clock clock) {
        this.parked = parked;
        this.tally = tally;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ordertrail.parked.sequences", () -> parked.amount().sequences())
                .description("Orders and other sequences that stand still at an event that could not be handled").register(registry);
        Gauge.builder("ordertrail.parked.events", () -> parked.amount().events())
                .description("Events that wait in parked sequences").register(registry);
        Gauge.builder("ordertrail.parked.age", this::age).baseUnit("seconds")
                .description("How long the oldest parked sequence has stood still").register(registry);
        FunctionCounter.builder("ordertrail.parked.failed", tally, Tally::failed)
                .description("Events that this node could not handle and parked").register(registry);
        FunctionCounter.builder("ordertrail.parked.unknown", tally, Tally::unknown)
                .description("Events of types unknown to this version that this node parked").register(registry);
    }

    private double age() {
        Amount amount = parked.amount();
        return amount.oldest() == null ? 0 : Math.max(0, Duration.between(amount.oldest(), clock.instant()).toMillis() / 1000.0);
    }
}
