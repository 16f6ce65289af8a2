package io.ordertrail.views.operations;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.state.RebuildStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells in the log how far views are that are being built, all in one line every few seconds, for as long as any is. */
@Component
class BuildingLine implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BuildingLine.class);
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final Views views;
    private final Rebuilds rebuilds;
    private final Supervisor supervisor;
    private Supervised telling;
    private boolean building;

    /**
     * How far one view is.
     *
     * @param remainingSeconds null if that is not known
     */
    record Built(String view, long position, long target, Double remainingSeconds) {

        private double left() {
            return 1 - position / (double) Math.max(1, target);
        }
    }

    BuildingLine(Views views, Rebuilds rebuilds, Supervisor supervisor) {
        this.views = views;
        this.rebuilds = rebuilds;
        this.supervisor = supervisor;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        if (telling == null) {
            telling = supervisor.every("building-line", EVERY, this::look);
        }
    }

    /** What is over before the next look needs no line. */
    private void look() {
        List<Built> now = new ArrayList<>();
        views.all().forEach(view -> built(view).ifPresent(now::add));
        if (building && !now.isEmpty()) {
            LOG.info(line(now, views.all().size()));
        }
        building = !now.isEmpty();
    }

    private Optional<Built> built(View<?> view) {
        boolean rebuilding = view.state() != null && view.state().underWay()
                .filter(rebuild -> rebuild.status() == RebuildStatus.BUILDING).isPresent();
        if (rebuilding) {
            return rebuilds.latest(view.name()).filter(rebuild -> rebuild.status() == RebuildStatus.BUILDING)
                    .map(rebuild -> new Built(view.name(), rebuild.position(), rebuild.target(), rebuild.remainingSeconds()));
        }
        return view.building() ? Optional.of(new Built(view.name(), Math.max(0, view.position(view.read())), view.head(), null))
                : Optional.empty();
    }

    static String line(List<Built> building, int all) {
        Built last = building.stream().max(Comparator.comparingDouble(Built::left)).orElseThrow();
        return "%d of %d views %s being built; furthest behind is %s, at event %d of %d%s".formatted(building.size(), all,
                building.size() == 1 ? "is" : "are", last.view, last.position, last.target,
                last.remainingSeconds == null ? "" : String.format(Locale.ROOT, ", about %.0f s to go", last.remainingSeconds));
    }

    @Override
    public void destroy() {
        if (telling != null) {
            telling.close();
        }
    }
}
