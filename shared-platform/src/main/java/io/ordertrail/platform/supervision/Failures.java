package io.ordertrail.platform.supervision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has failed under one name: counted, and said once with its trace and from then on in one line. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** What comes and goes all the time would fill the log with the same trace. */
    private static final long BETWEEN_TRACES = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final LongSupplier nanos;
    private final Counter counter;
    private long traced;

    Failures(String name, MeterRegistry meters, LongSupplier nanos) {
        this.name = name;
        this.nanos = nanos;
        this.traced = nanos.getAsLong() - BETWEEN_TRACES;
        this.counter = Counter.builder("ordertrail.background.failures").tag("thread", name)
                .description("Failures of what goes on in this node's background, by its name").register(meters);
    }

    /** @param inARow this one counted; of many, ever fewer are told */
    synchronized void tell(Throwable failure, int inARow) {
        counter.increment();
        long now = nanos.getAsLong();
        if (inARow == 1 && now - traced >= BETWEEN_TRACES) {
            traced = now;
            LOG.error("{} has failed, and is tried again", name, failure);
        } else if (Integer.bitCount(inARow) == 1) {
            LOG.warn("{} has failed ({} in a row): {}", name, inARow, failure.toString());
        }
    }

    void over(int inARow) {
        LOG.info("{} goes on after {} failures", name, inARow);
    }
}
