package io.ordertrail.views.following;

import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.Moment;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.ViewState;
import io.ordertrail.views.state.ViewStates;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads all views' states many times a second, so that every node sees a switch well within 100 ms, and tells the other nodes how far this
 * one is. A change stream would do it on MongoDB, but not on the embedded store, and no sooner.
 */
@Component
public class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOOK = Duration.ofMillis(25);

    /** A switch takes about 100 ms, and its node gives it up after less than this: one that is there for so long was left behind. */
    static final Duration ABANDONED = Duration.ofSeconds(6);

    private final ViewStates states;
    private final Nodes nodes;
    private final Views views;
    private final Duration abandoned;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, SwitchSeen> switches = new HashMap<>();
    private volatile Moment read = Moment.now().minus(Membership.LEASE);

    /** Views that have not taken in what was read last, and when what they have taken in was read. */
    private final Map<String, Moment> late = new ConcurrentHashMap<>();
    private final Supervisor supervisor;
    private volatile Supervised watching;

    /** @param since when this node first saw it, by {@link System#nanoTime} */
    private record SwitchSeen(String id, long since) {
    }

    /** Is told of every view's state again and again; must return at once. */
    public interface Watcher {

        void observe(View<?> view, ViewState state);
    }

    @Autowired
    Watch(ViewStates states, Nodes nodes, Views views, Supervisor supervisor) {
        this(states, nodes, views, supervisor, ABANDONED);
    }

    /** @param abandoned after how long a switch that has not ended was left behind */
    Watch(ViewStates states, Nodes nodes, Views views, Supervisor supervisor, Duration abandoned) {
        this.abandoned = abandoned;
        this.states = states;
        this.nodes = nodes;
        this.views = views;
        this.supervisor = supervisor;
    }

    public void tell(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Whether what this node knows of a view's state is of so late that no switch can have come about without it. */
    boolean fresh(String view) {
        return late.getOrDefault(view, read).until(Moment.now()).compareTo(Membership.LEASE) < 0 && nodes.hasPlace();
    }

    /** Has it look at once, for who has just changed a state. */
    public void hurry() {
        Supervised now = watching;
        if (now != null) {
            now.hurry();
        }
    }

    void start() {
        // Known to the others before the first look: who begins a switch from now on waits for this node.
        nodes.report(this::reports);
        watching = supervisor.every("views-watch", LOOK, this::watch);
    }

    void stop() {
        if (watching != null) {
            watching.cancel();
        }
    }

    private void watch() {
        Moment began = Moment.now();
        List<ViewState> all = states.all();
        try {
            Supervisor.each(all, state -> views.view(state.view()).ifPresent(view -> observe(view, state)));
        } finally {
            read = began;
            boolean news = false;
            for (ViewState state : all) {
                news |= views.view(state.view()).isPresent() && isNews(state, began.nanos());
            }
            if (news) {
                nodes.tell();
            }
        }
    }

    /** A view that cannot be followed as its state says is of late, and no other. */
    private void observe(View<?> view, ViewState state) {
        late.putIfAbsent(view.name(), read);
        view.observe(state);
        late.remove(view.name());
        Supervisor.each(watchers, watcher -> watcher.observe(view, state));
    }

    /**
     * No clock ends a switch, only a write does: so whoever writes late finds that it is void, and nobody has gone on before that was certain.
     *
     * @return whether the others wait to hear that this node has seen it
     */
    private boolean isNews(ViewState state, long now) {
        if (state.switching() == null) {
            switches.remove(state.view());
            return false;
        }
        String id = state.switching().id();
        SwitchSeen seen = switches.get(state.view());
        if (seen == null || !seen.id.equals(id)) {
            switches.put(state.view(), new SwitchSeen(id, now));
            return true;
        }
        if (now - seen.since > abandoned.toNanos()) {
            LOG.warn("{}: a switch to generation {} was left behind, and is void", state.view(), state.switching().to());
            states.voidSwitch(state.view(), id);
        }
        return false;
    }

    private Map<String, Nodes.Report> reports() {
        Map<String, Nodes.Report> reports = new HashMap<>();
        views.all().forEach(view -> reports.put(view.name(), view.report()));
        return reports;
    }
}
