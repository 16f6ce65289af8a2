package io.ordertrail.query.dashboard;

import io.ordertrail.query.dashboard.Curve.Sample;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.rebuild.Rebuilds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What is seen of the views, and remembered of their lag for two minutes. It looks only while somebody else does, once a second however many
 * they are.
 */
@Component
class ViewPanels {

    static final Duration PACE = Duration.ofSeconds(1);

    private final Views views;
    private final Rebuilds rebuilds;
    private final Clock clock;
    private final Map<String, Deque<Sample>> history = new HashMap<>();
    private final Deque<Sample> heads = new ArrayDeque<>();
    private List<ViewPanel> seen = List.of();
    private Instant at = Instant.EPOCH;

    ViewPanels(Views views, Rebuilds rebuilds, Clock clock) {
        this.views = views;
        this.rebuilds = rebuilds;
        this.clock = clock;
    }

    /** As of now: who has just changed something wants to see it. */
    synchronized List<ViewPanel> look() {
        Instant now = clock.instant();
        List<ViewPanel> panels = new ArrayList<>();
        for (View<?> view : views.all()) {
            views.status(view.name()).ifPresent(status -> panels.add(panel(view, status, now)));
        }
        noteHead(now, panels);
        seen = List.copyOf(panels);
        at = now;
        return seen;
    }

    /** As of a second ago at most. */
    synchronized List<ViewPanel> glance() {
        return Duration.between(at, clock.instant()).abs().compareTo(PACE) < 0 ? seen : look();
    }

    /** Events stored per second, over the last two minutes as far as somebody has looked. */
    synchronized double eventsPerSecond() {
        if (heads.size() < 2) {
            return 0;
        }
        double seconds = Duration.between(heads.getFirst().at(), heads.getLast().at()).toMillis() / 1000.0;
        return seconds <= 0 ? 0 : Math.max(0, (heads.getLast().lag() - heads.getFirst().lag()) / seconds);
    }

    private void noteHead(Instant now, List<ViewPanel> panels) {
        if (heads.isEmpty() || !heads.getLast().at().plus(PACE.dividedBy(2)).isAfter(now)) {
            panels.stream().mapToLong(ViewPanel::head).max().ifPresent(head -> heads.addLast(new Sample(now, head)));
        }
        heads.removeIf(sample -> sample.at().plus(Curve.SPAN).isBefore(now));
    }

    private ViewPanel panel(View<?> view, ViewStatus status, Instant now) {
        Deque<Sample> samples = history.computeIfAbsent(view.name(), name -> new ArrayDeque<>());
        // Somebody who clicks fast makes no finer curve, and no longer list.
        if (samples.isEmpty() || !samples.getLast().at().plus(PACE.dividedBy(2)).isAfter(now)) {
            samples.addLast(new Sample(now, status.lagEvents()));
        }
        samples.removeIf(sample -> sample.at().plus(Curve.SPAN).isBefore(now));
        int former = view.state() == null ? 0 : view.state().former();
        return new ViewPanel(status, Curve.of(List.copyOf(samples)), rebuilds.latest(view.name()).orElse(null), former);
    }
}
