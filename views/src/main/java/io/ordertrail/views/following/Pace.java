package io.ordertrail.views.following;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How often a view is told that there are new events. What follows shortly after the last is told a little later, together with whatever else
 * has come by then, for a batch costs about the same whatever is in it. The first after a pause is told at once, and so is all as long as
 * anybody waits for the view.
 */
final class Pace {

    private final long nanos;
    private final ScheduledExecutorService timer;

    /** In the order in which they were made, a few at a time. */
    private final List<Bell> bells = new CopyOnWriteArrayList<>();
    private volatile boolean hurried;

    /** @param pause between two; zero tells each event by itself */
    Pace(Duration pause, ScheduledExecutorService timer) {
        this.nanos = pause.toNanos();
        this.timer = timer;
    }

    /** From now on at once, what is due among it; or as usual again. */
    void hurry(boolean now) {
        hurried = now;
        if (now) {
            bells.forEach(Bell::ringIfDue);
        }
    }

    /** What rings when there is something new. It is heard until it is closed. */
    Bell bell(Runnable hearer) {
        Bell bell = new Bell(hearer);
        bells.add(bell);
        return bell;
    }

    final class Bell implements AutoCloseable {

        private final Runnable hearer;
        private long last = System.nanoTime() - nanos;
        private boolean due;

        private Bell(Runnable hearer) {
            this.hearer = hearer;
        }

        void ring() {
            if (isTimeTo()) {
                hearer.run();
            }
        }

        private synchronized boolean isTimeTo() {
            long now = System.nanoTime();
            long left = nanos - (now - last);
            if (hurried || left <= 0) {
                last = now;
                due = false;
                return true;
            }
            if (!due) {
                due = true;
                later(left);
            }
            return false;
        }

        private void later(long left) {
            try {
                timer.schedule(this::ringIfDue, left, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                // The node stops, and follows nothing any more.
            }
        }

        private void ringIfDue() {
            synchronized (this) {
                if (!due) {
                    return;
                }
                due = false;
                last = System.nanoTime();
            }
            hearer.run();
        }

        @Override
        public void close() {
            bells.remove(this);
        }
    }
}
