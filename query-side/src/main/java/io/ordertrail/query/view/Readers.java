package io.ordertrail.query.view;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * The queries that this node answers just now. A rebuild could keep all cores busy; instead it gives way to whoever reads, between one
 * millisecond's work and the next. It never stands still for that: readers who are always there leave it a part of the time.
 */
@Component
public class Readers {

    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final AtomicInteger reading = new AtomicInteger();

    public void enter() {
        reading.incrementAndGet();
    }

    public void leave() {
        reading.decrementAndGet();
    }

    /** Waits a moment if there is a reader; to be called about every millisecond by what works in the background. */
    public void giveWay() {
        if (reading.get() > 0) {
            long until = System.nanoTime() + MOST_NANOS;
            while (reading.get() > 0 && System.nanoTime() < until && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
