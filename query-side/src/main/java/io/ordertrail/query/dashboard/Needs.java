package io.ordertrail.query.dashboard;

import io.ordertrail.platform.processors.ProcessorControl;
import io.ordertrail.platform.processors.ProcessorStatus;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.state.RebuildStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** What needs somebody, the worst first: what the dashboard opens on. */
@Component
class Needs {

    private static final String PROCESSES = "processes";

    private final ProcessorControl processors;
    private final Concerns concerns;

    Needs(ProcessorControl processors, Concerns concerns) {
        this.processors = processors;
        this.concerns = concerns;
    }

    List<Need> all(List<ViewPanel> panels) {
        List<Need> needs = new ArrayList<>();
        processors.status().forEach(processor -> ofProcessor(processor, needs));
        panels.forEach(panel -> ofView(panel, needs));
        concerns.told().stream().filter(concern -> concern.state().equals("warn"))
                .forEach(concern -> needs.add(new Need(false,
                        "%s: %s%s.".formatted(concern.title(), concern.value(), concern.detail().isEmpty() ? "" : ", " + concern.detail()),
                        concern.more() == null || concern.more().startsWith("#") ? "/dashboard/attention" : concern.more(), "Look")));
        needs.sort(Comparator.comparing(need -> !need.outage()));
        return List.copyOf(needs);
    }

    private static void ofProcessor(ProcessorStatus processor, List<Need> needs) {
        String name = processor.name();
        String link = "/dashboard/processors#" + name;
        if (!processor.running()) {
            needs.add(name.equals(PROCESSES)
                    ? new Need(true,
                            "The processes are paused: orders are taken and stay pending; nothing is cooked, charged or delivered.", link,
                            "Resume them")
                    : new Need(false, "%s is paused: it answers with what it had, and newer things are not seen.".formatted(name), link,
                            "Resume it"));
        }
        long failing = processor.segments().stream().filter(segment -> segment.error() != null).count();
        if (failing > 0) {
            needs.add(new Need(name.equals(PROCESSES), "%s fails in %s: it tries again by itself, and what is behind waits."
                    .formatted(name, Parts.WORDS.count(failing, "segment")), link, "See why"));
        }
    }

    private static void ofView(ViewPanel panel, List<Need> needs) {
        ViewStatus status = panel.status();
        String name = panel.name();
        String page = "/dashboard/views/" + name;
        if (status.state() == ViewStatus.State.AHEAD) {
            needs.add(new Need(true, "%s knows of events that are not stored any more, and answers nobody.".formatted(name),
                    page + "#rebuild",
                    "Rebuild it"));
        } else if (status.state() == ViewStatus.State.BUILDING) {
            needs.add(new Need(true, "%s is not built yet: who asks for it is told to come back.".formatted(name), page, "Watch"));
        } else if (status.lagSeconds() > Concerns.LONGEST_LAG && status.state() != ViewStatus.State.PAUSED) {
            needs.add(new Need(false, "%s is %s behind.".formatted(name, Parts.WORDS.duration(status.lagSeconds())), page, "See why"));
        }
        if (panel.waiting()) {
            needs.add(new Need(false, panel.news() + ".", page + "#rebuild", "Decide"));
        } else if (panel.rebuild() != null && panel.rebuild().status() == RebuildStatus.FAILED) {
            needs.add(new Need(false, "The last rebuild of %s has failed; generation %d goes on.".formatted(name, status.generation()),
                    page + "#rebuild", "See why"));
        }
        if (status.parked() > 0) {
            needs.add(new Need(false, "%s of %s: who asks for one reads what it had, or an error.".formatted(
                    Parts.WORDS.count(status.parked(), "document") + (status.parked() == 1 ? " stands still" : " stand still"), name),
                    page + "#parked", "Heal"));
        }
    }

    /** How it goes while nothing needs anybody: how much happens, how far behind the slowest view is, what waits longest. */
    String calm(List<ViewPanel> panels, double eventsPerSecond) {
        double lag = panels.stream().mapToDouble(panel -> panel.status().lagSeconds()).max().orElse(0);
        return "%s events a second; the slowest view is %s behind; %s.".formatted(
                eventsPerSecond < 10 ? String.format(java.util.Locale.ROOT, "%.1f", eventsPerSecond) : Parts.WORDS.count(eventsPerSecond),
                Parts.WORDS.duration(lag), concerns.oldestPending().stream().mapToObj(age -> "the oldest order not at rest has waited for "
                        + Parts.WORDS.duration(age)).findFirst().orElse("no order waits"));
    }
}
