package io.ordertrail.views.following;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps queries away from a view until it has reached what was stored when this node started, and tells how it gets on. */
final class Readiness {

    private static final Logger LOG = LoggerFactory.getLogger("io.ordertrail.views");
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration TELL = Duration.ofSeconds(3);

    private final String view;
    private final LongSupplier position;
    private final LongSupplier head;
    private volatile boolean ready;
    private volatile Thread watcher;

    Readiness(String view, LongSupplier position, LongSupplier head) {
        this.view = view;
        this.position = position;
        this.head = head;
    }

    boolean ready() {
        return ready;
    }

    /** Begins to watch, until the view is there. */
    void watch() {
        watcher = Thread.ofVirtual().name("readiness of " + view).start(this::await);
    }

    /** Ends watching, ready or not. */
    void stop() {
        watcher.interrupt();
    }

    private void await() {
        long began = System.nanoTime();
        long told = began;
        long target = -1;
        long first = -1;
        try {
            while (!ready) {
                try {
                    target = target < 0 ? head.getAsLong() : target;
                    long now = position.getAsLong();
                    first = first < 0 ? now : first;
                    ready = now >= target;
                    if (!ready && System.nanoTime() - told > TELL.toNanos()) {
                        told = System.nanoTime();
                        LOG.info("{}: at event {} of {}", view, now, target);
                    }
                } catch (RuntimeException e) {
                    LOG.debug("{}: cannot tell how far it is", view, e);
                }
                if (!ready) {
                    Thread.sleep(LOOK);
                }
            }
            LOG.info("{}: caught up with event {}, {} events in {} s", view, target, Math.max(0, target - first), seconds(began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String seconds(long began) {
        return "%.1f".formatted((System.nanoTime() - began) / 1e9);
    }
}
