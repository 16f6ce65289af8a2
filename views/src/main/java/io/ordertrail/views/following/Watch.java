package io.ordertrail.views.following;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.Pointer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * Reads all views' pointers many times a second, so that every node sees a switch well within 100 ms, and tells the other nodes how far this
 * one is. A change stream would do it on MongoDB, but not on the embedded store, and no sooner.
 */
@Component
public class Watch {

    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration TELL = Duration.ofMillis(500);

    private final ViewStore store;
    private final Nodes nodes;
    private final Views views;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile long read;

    /** Views that have not taken in what was read last, and when what they have taken in was read. */
    private final Map<String, Long> late = new ConcurrentHashMap<>();
    private final Supervisor supervisor;
    private long told;
    private volatile Supervised watching;

    /** Is told of every view's pointer again and again; must return at once. */
    public interface Watcher {

        void observe(View<?> view, Pointer pointer);
    }

    Watch(ViewStore store, Nodes nodes, Views views, Supervisor supervisor) {
        this.store = store;
        this.nodes = nodes;
        this.views = views;
        this.supervisor = supervisor;
    }

    public void tell(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Whether what this node knows of a view's pointer is of so late that no switch can have come about without it. */
    boolean fresh(String view) {
        return System.nanoTime() - late.getOrDefault(view, read) < Nodes.LEASE.toNanos();
    }

    /** Has it look at once, for who has just changed a pointer. */
    public void hurry() {
        Supervised now = watching;
        if (now != null) {
            now.hurry();
        }
    }

    void start() {
        read = System.nanoTime();
        // Known to the others before the first look: who begins a switch from now on waits for this node.
        nodes.join();
        watching = supervisor.every("views-watch", LOOK, this::watch);
    }

    void stop() {
        if (watching != null) {
            watching.cancel();
        }
    }

    private void watch() {
        long began = System.nanoTime();
        List<Pointer> pointers = store.pointers();
        try {
            Supervisor.each(pointers, pointer -> views.view(pointer.view()).ifPresent(view -> observe(view, pointer)));
        } finally {
            read = began;
            boolean switching = pointers.stream().anyMatch(pointer -> pointer.switching() != null);
            if (switching || began - told > TELL.toNanos()) {
                report();
                told = began;
            }
        }
    }

    /** A view that cannot be followed as its pointer says is of late, and no other. */
    private void observe(View<?> view, Pointer pointer) {
        late.putIfAbsent(view.name(), read);
        view.observe(pointer);
        late.remove(view.name());
        Supervisor.each(watchers, watcher -> watcher.observe(view, pointer));
    }

    private void report() {
        Map<String, Nodes.Report> reports = new HashMap<>();
        views.all().forEach(view -> reports.put(view.name(), view.report()));
        nodes.report(reports);
    }
}
