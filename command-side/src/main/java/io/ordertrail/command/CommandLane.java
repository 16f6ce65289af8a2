package io.ordertrail.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The commands of one lane, carried out by its threads in turn. What has no place is refused at once. So is, when its turn comes, what has
 * waited so long that its sender is better told to come again: a moment's rush may wait, but a queue that has not been empty for long will
 * not become empty by making everybody wait.
 */
class CommandLane {

    private final Executor threads;
    private final int mostWaiting;
    private final long rush;
    private final LongSupplier nanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer waits;
    private final Counter shed;
    private volatile long lastEmpty;

    /**
     * @param mostWaiting commands beyond those that are being carried out
     * @param rush how long a queue may stand, and a command wait in it; a tenth of that for all once it has stood longer
     */
    CommandLane(Lane lane, Executor threads, int mostWaiting, Duration rush, LongSupplier nanos, MeterRegistry registry) {
        this.threads = threads;
        this.mostWaiting = mostWaiting;
        this.rush = rush.toNanos();
        this.nanos = nanos;
        this.lastEmpty = nanos.getAsLong();
        Gauge.builder("ordertrail.lane.waiting", waiting, AtomicInteger::get).tag("lane", lane.name()).baseUnit("commands")
                .description("Commands that wait for a thread on this node").register(registry);
        this.waits = Timer.builder("ordertrail.lane.wait").tag("lane", lane.name())
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1))
                .description("How long commands have waited for a thread on this node").register(registry);
        this.shed = Counter.builder("ordertrail.lane.shed").tag("lane", lane.name()).baseUnit("commands")
                .description("Commands refused on this node because the queue was full, or they had waited too long").register(registry);
    }

    /** Either is called, once: the command on a thread of the lane, or what refuses it, at once or there. */
    void execute(Runnable command, Runnable refusal) {
        int before = waiting.getAndIncrement();
        if (before >= mostWaiting) {
            waiting.decrementAndGet();
            refuse(refusal);
            return;
        }
        long since = nanos.getAsLong();
        if (before == 0) {
            lastEmpty = since;
        }
        try {
            threads.execute(() -> begin(since, command, refusal));
        } catch (RuntimeException | Error e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    private void begin(long since, Runnable command, Runnable refusal) {
        long now = nanos.getAsLong();
        waits.record(now - since, TimeUnit.NANOSECONDS);
        if (waiting.decrementAndGet() == 0) {
            lastEmpty = now;
        }
        long longest = now - lastEmpty > rush ? rush / 10 : rush;
        if (now - since > longest) {
            refuse(refusal);
        } else {
            command.run();
        }
    }

    private void refuse(Runnable refusal) {
        shed.increment();
        refusal.run();
    }
}
