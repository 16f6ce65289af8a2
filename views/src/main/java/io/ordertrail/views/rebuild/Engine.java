package io.ordertrail.views.rebuild;

import com.mongodb.MongoInterruptedException;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.Watch;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sees in the views' states what rebuilds are under way and takes part in them, one thread for each. A view without a generation of this
 * node's version is rebuilt without anyone asking.
 */
@Component
class Engine implements Watch.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration STOPPED = Duration.ofSeconds(2);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMinutes(1);

    private final ViewStates states;
    private final Nodes nodes;
    private final Rebuilds rebuilds;
    private final RebuildWorker worker;
    private final Clock clock;
    private final Supervisor supervisor;
    private final SwitchMode whenUpgraded;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();

    /** What this node does for one view just now: for a rebuild, or null to begin one. */
    private record Task(String rebuild, AtomicBoolean working, Supervised thread) {
    }

    Engine(Watch watch, ViewStates states, Nodes nodes, Rebuilds rebuilds, RebuildWorker worker, Clock clock, Supervisor supervisor,
            @Value("${ordertrail.view.switch-upgraded}") SwitchMode whenUpgraded) {
        this.states = states;
        this.nodes = nodes;
        this.rebuilds = rebuilds;
        this.worker = worker;
        this.clock = clock;
        this.supervisor = supervisor;
        this.whenUpgraded = whenUpgraded;
        watch.tell(this);
    }

    @Override
    public void observe(View<?> view, ViewState state) {
        Task task = tasks.get(view.name());
        if (task != null && !task.thread.awaitEnd(Duration.ZERO)) {
            boolean over = task.rebuild != null && task.working.get()
                    && state.latest(task.rebuild).filter(RebuildState::active).isEmpty();
            if (over) {
                task.thread.cancel();
            }
            return;
        }
        RebuildState rebuild = state.rebuild();
        if (rebuild != null && rebuild.active()) {
            if (rebuild.version() == view.projection().version() && rebuild.goesOn()) {
                begin(view, rebuild.id(), () -> worker.work(view, rebuild.id()));
            } else if (overtaken(view, state)) {
                begin(view, null, () -> cancelOvertaken(view, state));
            }
        } else if (needed(view, state)) {
            // From what the store says now: this node may have begun, cancelled or switched one since it looked.
            begin(view, null, () -> states.find(view.name()).filter(now -> needed(view, now)).ifPresent(now -> rebuilds.begin(view, now,
                    now.live() == 0 ? SwitchMode.ALWAYS : whenUpgraded, null, null)));
        }
    }

    /** An older version's rebuild must not keep newer ones from being built, once nobody goes on with it. */
    private boolean overtaken(View<?> view, ViewState state) {
        return state.rebuild().version() < view.projection().version() && state.switching() == null;
    }

    private void cancelOvertaken(View<?> view, ViewState state) {
        RebuildState rebuild = state.rebuild();
        boolean inTheWay = rebuild.status() == RebuildStatus.WAITING && state.version() < view.projection().version();
        if (inTheWay || nodes.of(view.name()).stream().noneMatch(node -> node.version() == rebuild.version())) {
            LOG.info("{}: rebuild {} is of an older version, and makes room", view.name(), rebuild.id());
            rebuilds.cancel(view.name(), rebuild.id());
        }
    }

    private boolean needed(View<?> view, ViewState state) {
        int version = view.projection().version();
        if (state.switching() != null || state.underWay().isPresent() || state.live() > 0 && state.version() >= version) {
            return false;
        }
        RebuildState last = state.rebuild();
        boolean tried = last != null && last.version() == version && last.ended() != null;
        return !tried || last.status() == RebuildStatus.FAILED
                && last.ended().plus(BEFORE_TRYING_AGAIN).isBefore(clock.instant());
    }

    private interface Work {

        void run() throws InterruptedException;
    }

    /** Once: after a failure it is looked anew what is to be done. */
    private void begin(View<?> view, String rebuild, Work work) {
        AtomicBoolean working = new AtomicBoolean(true);
        tasks.put(view.name(), new Task(rebuild, working, supervisor.until("rebuild of " + view.name(), Duration.ZERO, () -> {
            if (working.get()) {
                work(view, work, working);
            }
            return true;
        })));
    }

    private void work(View<?> view, Work work, AtomicBoolean working) throws InterruptedException {
        try {
            work.run();
        } catch (MongoInterruptedException e) {
            LOG.debug("{}: its rebuild is not wanted here any more", view.name(), e);
        } catch (Refusal e) {
            LOG.warn("{}: its rebuild has to wait: {}", view.name(), e.toString());
        } finally {
            // From here on it is not interrupted any more.
            working.set(false);
            RebuildWorker.leaveOrderly(() -> rebuilds.tidy(view.name()),
                    "Generations that are over could not be dropped; the next rebuild does it");
        }
    }

    @PreDestroy
    void stop() {
        for (Task task : tasks.values()) {
            task.thread.cancel();
        }
        for (Task task : tasks.values()) {
            task.thread.awaitEnd(STOPPED);
        }
    }
}
