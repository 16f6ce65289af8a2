package io.ordertrail.views.following;

import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.state.Pointer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads all views' pointers many times a second, so that every node sees a switch well within 100 ms, and tells the other nodes how far this
 * one is. A change stream would do it on MongoDB, but not on the embedded store, and no sooner.
 */
@Component
public class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOOK = Duration.ofMillis(25);
    private static final Duration TELL = Duration.ofMillis(500);

    private final ViewStore store;
    private final Nodes nodes;
    private final Views views;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private volatile long read;
    private volatile Thread thread;

    /** Is told of every view's pointer again and again; must return at once. */
    public interface Watcher {

        void observe(View<?> view, Pointer pointer);
    }

    Watch(ViewStore store, Nodes nodes, Views views) {
        this.store = store;
        this.nodes = nodes;
        this.views = views;
    }

    public void tell(Watcher watcher) {
        watchers.add(watcher);
    }

    /** Whether what this node knows of the pointers is of so late that no switch can have come about without it. */
    boolean fresh() {
        return System.nanoTime() - read < Nodes.LEASE.toNanos();
    }

    /** Has it look at once, for who has just changed a pointer. */
    public void hurry() {
        LockSupport.unpark(thread);
    }

    void start() {
        read = System.nanoTime();
        // Known to the others before the first look: who begins a switch from now on waits for this node.
        nodes.join();
        thread = Thread.ofPlatform().daemon().name("views-watch").start(this::watch);
    }

    void stop() {
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    private void watch() {
        long told = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                long began = System.nanoTime();
                boolean switching = false;
                for (Pointer pointer : store.pointers()) {
                    View<?> view = views.view(pointer.view()).orElse(null);
                    if (view != null) {
                        view.observe(pointer);
                        watchers.forEach(watcher -> watcher.observe(view, pointer));
                        switching |= pointer.switching() != null;
                    }
                }
                read = began;
                if (switching || began - told > TELL.toNanos()) {
                    report();
                    told = began;
                }
            } catch (RuntimeException e) {
                LOG.debug("The views' pointers cannot be read", e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private void report() {
        Map<String, Nodes.Report> reports = new HashMap<>();
        views.all().forEach(view -> reports.put(view.name(), view.report()));
        nodes.report(reports);
    }
}
