package io.ordertrail.platform.subscription;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordertrail.platform.telemetry.Latest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Tells what waits to be delivered, of all subscriptions, and so the same on every node; nothing while that cannot be known. */
class SubscriptionGauges implements MeterBinder {

    private static final String ALL = "all";

    private final Latest<List<Progress>> latest;
    private final Clock clock;

    SubscriptionGauges(Subscriptions subscriptions, Clock clock) {
        this.latest = new Latest<>(() -> Map.of(ALL, subscriptions.all().stream().map(Subscriptions.Standing::progress).toList()));
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ordertrail.subscriptions.parked", () -> told(all -> all.stream().mapToLong(Progress::parked).sum()))
                .description("Deliveries that have failed for so long that they are tried rarely").register(registry);
        Gauge.builder("ordertrail.subscriptions.waiting",
                () -> told(all -> all.stream().mapToLong(progress -> progress.waiting().size()).sum()))
                .description("Deliveries that have yet to be made, parked ones among them").register(registry);
        Gauge.builder("ordertrail.subscriptions.full", () -> told(all -> all.stream().filter(Progress::isFull).count()))
                .description("Subscriptions that stand still, for too much waits").register(registry);
        Gauge.builder("ordertrail.subscriptions.age", () -> told(this::age)).baseUnit("seconds")
                .description("How long the delivery that has failed longest has been failing").register(registry);
    }

    private double told(ToDoubleFunction<List<Progress>> what) {
        return latest.of(ALL).map(what::applyAsDouble).orElse(Double.NaN);
    }

    private double age(List<Progress> all) {
        Instant now = clock.instant();
        return all.stream().flatMap(progress -> progress.waiting().stream()).map(Delivery::since).filter(Objects::nonNull)
                .mapToLong(since -> Duration.between(since, now).toMillis()).max().orElse(0) / 1000.0;
    }
}
