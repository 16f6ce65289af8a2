package io.ordertrail.views.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordertrail.platform.telemetry.Latest;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.Rebuilds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells how far each view's rebuild is, while there is one under way. */
@Component
class RebuildGauges implements MeterBinder {

    private final List<String> views;
    private final Latest<Rebuild> latest;

    RebuildGauges(List<Projection<?>> projections, Rebuilds rebuilds) {
        this.views = projections.stream().map(Projection::view).toList();
        this.latest = new Latest<>(() -> underWay(rebuilds));
    }

    private Map<String, Rebuild> underWay(Rebuilds rebuilds) {
        return views.stream().map(rebuilds::latest).flatMap(Optional::stream).filter(rebuild -> rebuild.status().active())
                .collect(Collectors.toMap(Rebuild::view, Function.identity()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String view : views) {
            gauge(registry, "ordertrail.rebuild.position", "Position up to which the rebuild has come", view,
                    rebuild -> rebuild.position());
            gauge(registry, "ordertrail.rebuild.target", "Position that it has to reach", view, rebuild -> rebuild.target());
            gauge(registry, "ordertrail.rebuild.events.per.second", "Speed at which the position moves", view,
                    rebuild -> rebuild.eventsPerSecond() == null ? Double.NaN : rebuild.eventsPerSecond());
            gauge(registry, "ordertrail.rebuild.remaining.seconds", "Time until it could be switched to", view,
                    rebuild -> rebuild.remainingSeconds() == null ? Double.NaN : rebuild.remainingSeconds());
        }
    }

    private void gauge(MeterRegistry registry, String name, String description, String view, ToDoubleFunction<Rebuild> value) {
        Gauge.builder(name, latest, known -> known.of(view).map(value::applyAsDouble).orElse(Double.NaN)).description(description)
                .tag("view", view).register(registry);
    }
}
