package io.ordertrail.platform.supervision;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A task that is run again and again on a thread of its own. Whatever it throws, it is run again after a pause; what it has failed with is
 * remembered until a run succeeds. Only who has it can end it, or the task itself.
 */
public final class Supervised implements AutoCloseable {

    /** After the first failure, doubled with each further one up to the longest, and never shorter than if all were well. */
    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** A run that never ends has succeeded when it has lasted so long. */
    private static final long LASTING = Supervisor.PATIENCE.dividedBy(2).toNanos();

    /** Longer than any operation on a store may take. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Supervisor.Step step;
    private final long period;
    private final boolean lasting;
    private final Failures failures;
    private final LongSupplier nanos;
    private final Consumer<Supervised> atEnd;
    private final Thread thread;
    private volatile boolean ended;
    private volatile long began;
    private volatile Failing failing;
    private int inARow;

    private record Failing(long since, Throwable last) {
    }

    /**
     * @param period nanoseconds between the end of a run and the next; negative if one run is meant to last for ever
     * @param atEnd is told of it when it is over
     */
    Supervised(String name, Supervisor.Step step, long period, Failures failures, LongSupplier nanos, Thread.Builder threads,
            Consumer<Supervised> atEnd) {
        this.name = name;
        this.step = step;
        this.period = Math.max(0, period);
        this.lasting = period < 0;
        this.failures = failures;
        this.nanos = nanos;
        this.atEnd = atEnd;
        this.thread = threads.name(name).unstarted(this::work);
    }

    Thread thread() {
        return thread;
    }

    private void work() {
        try {
            while (!ended) {
                LockSupport.parkNanos(run());
                // One that was not meant as an end would have it go on without a pause.
                Thread.interrupted();
            }
        } finally {
            atEnd.accept(this);
        }
    }

    /** Runs the task once, and tells after how many nanoseconds it is to be run again. */
    long run() {
        began = nanos.getAsLong();
        try {
            if (step.run()) {
                ended = true;
            }
            succeeded();
            return ended ? 0 : period;
        } catch (Exception | Error e) {
            // Whatever it throws once it is to end, is how it says that it does.
            return ended ? 0 : failed(e);
        }
    }

    private void succeeded() {
        if (inARow > 0) {
            failures.over(inARow);
            inARow = 0;
            failing = null;
        }
    }

    private long failed(Throwable failure) {
        try {
            if (lasting && hasLasted()) {
                succeeded();
            }
            inARow++;
            failing = new Failing(failing == null ? nanos.getAsLong() : failing.since, failure);
            failures.tell(failure, inARow);
        } catch (RuntimeException | Error unsaid) {
            // Without memory, to go on matters more than to say why.
            return LONGEST_PAUSE.toNanos();
        }
        return Math.min(LONGEST_PAUSE.toNanos(), Math.max(period, FIRST_PAUSE.toNanos() << Math.min(inARow - 1, 10)));
    }

    private boolean hasLasted() {
        return nanos.getAsLong() - began >= LASTING;
    }

    boolean lasting() {
        return lasting;
    }

    String name() {
        return name;
    }

    /** What it last failed with, if none of its runs has succeeded for so long; null if all is well. */
    String failingFor(Duration patience) {
        Failing now = failing;
        return now == null || nanos.getAsLong() - now.since < patience.toNanos() || lasting && hasLasted() ? null : now.last.toString();
    }

    /** Has it run now instead of at its time, for who knows that there is something to do. */
    public void hurry() {
        LockSupport.unpark(thread);
    }

    /** Ends it. A run that has begun may end, and is waited for; after ten seconds it is interrupted. */
    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        if (!awaitEnd(GRACE)) {
            thread.interrupt();
        }
    }

    /** Ends it at once, by an interrupt, and waits for nothing: for what waits by itself, and what can be left at any point. */
    public void cancel() {
        if (!ended) {
            ended = true;
            thread.interrupt();
        }
    }

    /** Whether it is over, which takes no longer than that; at once if it is the task itself that asks. */
    public boolean awaitEnd(Duration longest) {
        try {
            return Thread.currentThread() == thread || thread.join(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
