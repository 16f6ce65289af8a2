package io.ordertrail.views.following;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps queries away from a view until it has reached what was stored when this node started. */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger("io.ordertrail.views");
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String view;
    private final LongSupplier position;
    private final LongSupplier head;
    private final BooleanSupplier paused;
    private final Supervisor supervisor;
    private volatile boolean ready;
    private volatile Supervised watcher;

    /** @param paused whether the view goes on no further until a person says so: then it answers as it stands, as on the nodes that were there before */
    Readiness(String view, LongSupplier position, LongSupplier head, BooleanSupplier paused, Supervisor supervisor) {
        this.view = view;
        this.position = position;
        this.head = head;
        this.paused = paused;
        this.supervisor = supervisor;
    }

    boolean ready() {
        return ready;
    }

    /** Begins to watch, until the view is there. */
    void watch() {
        watcher = supervisor.light("readiness of " + view, LOOK, new Start()::over);
    }

    /** Ends watching, ready or not, begun or not. */
    void stop() {
        Supervised now = watcher;
        if (now != null) {
            now.cancel();
        }
    }

    /** What is to be reached, and how far the view has come since it began. */
    private final class Start {

        private final long began = System.nanoTime();
        private long target = -1;
        private long first = -1;

        boolean over() {
            target = target < 0 ? head.getAsLong() : target;
            long now = position.getAsLong();
            first = first < 0 ? now : first;
            ready = ready || now >= target || paused.getAsBoolean();
            if (ready) {
                LOG.debug("{}: at event {} of {}, {} events in {} s", view, now, target, Math.max(0, now - first), seconds(began));
            }
            return ready;
        }
    }

    private static String seconds(long began) {
        return "%.1f".formatted((System.nanoTime() - began) / 1e9);
    }
}
