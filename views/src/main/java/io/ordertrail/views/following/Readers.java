package io.ordertrail.views.following;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * The queries that this node answers. A rebuild could keep all cores busy; while people read, each of its threads works for a small part of
 * the time only. It never stands still for that.
 */
@Component
public class Readers {

    /** Shorter than what the operating system gives a thread at a time, so that a query hardly waits for a core. */
    private static final long WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

    /** So long that fewer than one query in a hundred meets a collection of the garbage that a rebuild makes, which stops everything. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(9);

    /** Who has read is going to read on: working at full speed in between would be in the way of the next question. */
    private static final long LATELY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final AtomicInteger reading = new AtomicInteger();
    private volatile long left = System.nanoTime() - LATELY_NANOS;
    private final ThreadLocal<Long> rested = ThreadLocal.withInitial(System::nanoTime);

    public void enter() {
        reading.incrementAndGet();
    }

    public void leave() {
        left = System.nanoTime();
        reading.decrementAndGet();
    }

    /**
     * Rests if people read and this thread has worked for a while since it last rested; to be called by what works in the background, after
     * each fraction of a millisecond.
     */
    public void giveWay() {
        long now = System.nanoTime();
        if ((reading.get() > 0 || now - left < LATELY_NANOS) && now - rested.get() > WORK_NANOS) {
            LockSupport.parkNanos(REST_NANOS);
            rested.set(System.nanoTime());
        }
    }
}
