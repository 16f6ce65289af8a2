package io.ordertrail.views.operations;

import io.ordertrail.platform.web.Preparation;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Projection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of readiness, as {@code views}: a node of which a view would answer 503 because it is being built is not asked, while another may have it. To end
 * the node would only make it begin anew, so it is no part of liveness.
 */
@Component("viewsHealthIndicator")
class ViewsReadiness implements HealthIndicator, Preparation {

    private final Supplier<Set<String>> building;

    @Autowired
    ViewsReadiness(List<Projection<?>> projections, Views views) {
        this(() -> building(projections, views));
    }

    ViewsReadiness(Supplier<Set<String>> building) {
        this.building = building;
    }

    /** A view that is not known yet is not there either. */
    private static Set<String> building(List<Projection<?>> projections, Views views) {
        Set<String> building = new TreeSet<>();
        projections.stream().map(Projection::view).filter(view -> views.view(view).map(View::building).orElse(true)).forEach(building::add);
        return building;
    }

    Set<String> building() {
        return building.get();
    }

    @Override
    public boolean done() {
        return building().isEmpty();
    }

    @Override
    public Health health() {
        Set<String> waiting = building();
        return waiting.isEmpty() ? Health.up().build() : Health.down().withDetail("building", waiting).build();
    }
}
