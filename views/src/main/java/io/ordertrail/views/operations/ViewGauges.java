package io.ordertrail.views.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordertrail.platform.telemetry.Latest;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Projection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** How every view stands, as gauges; the same on every node, for they tell of the view and not of the node. NaN while it cannot be known. */
@Component
class ViewGauges implements MeterBinder {

    private final List<String> views;
    private final Latest<ViewStatus> latest;

    @Autowired
    ViewGauges(List<Projection<?>> projections, Views known) {
        this(projections, new Latest<>(() -> known.status().stream().collect(Collectors.toMap(ViewStatus::name, Function.identity()))));
    }

    ViewGauges(List<Projection<?>> projections, Latest<ViewStatus> latest) {
        this.views = projections.stream().map(Projection::view).toList();
        this.latest = latest;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String view : views) {
            gauge("ordertrail.view.position", "Position up to which the view has come", view, ViewStatus::position).register(registry);
            gauge("ordertrail.view.lag.events", "Events stored that the view has not seen", view, ViewStatus::lagEvents)
                    .register(registry);
            gauge("ordertrail.view.lag", "Age of the oldest event that the view has not seen", view, ViewStatus::lagSeconds)
                    .baseUnit("seconds").register(registry);
            gauge("ordertrail.view.parked", "Documents that could not be folded on", view, ViewStatus::parked).baseUnit("documents")
                    .register(registry);
            gauge("ordertrail.view.ahead", "Whether the view knows of events that are not in the store any more", view,
                    status -> status.state() == ViewStatus.State.AHEAD ? 1 : 0).register(registry);
            gauge("ordertrail.view.generation", "The live generation", view, ViewStatus::generation).register(registry);
            segments(view, "followed", segment -> segment.error() == null && segment.node() != null).register(registry);
            segments(view, "failing", segment -> segment.error() != null).register(registry);
            segments(view, "unclaimed", segment -> segment.error() == null && segment.node() == null).register(registry);
        }
    }

    private Gauge.Builder<Latest<ViewStatus>> segments(String view, String state, Predicate<SegmentStatus> is) {
        return gauge("ordertrail.view.segments", "Segments of the view on all nodes", view,
                status -> status.segments().stream().filter(is).count()).tag("state", state);
    }

    private Gauge.Builder<Latest<ViewStatus>> gauge(String name, String description, String view, ToDoubleFunction<ViewStatus> value) {
        return Gauge.builder(name, latest, known -> known.of(view).map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .tag("view", view);
    }
}
