package io.ordertrail.views.rebuild.verify;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the generations are followed that are being verified. What has not come about once they have passed all that was stored, will not:
 * so whoever looks knows when to look again, and that it is the last time, however slow a node is or how much is written. While nobody
 * follows, be it that what a killed node had is not taken over yet or that the view is paused, this waits, and so does the rebuild, until somebody
 * does or it is cancelled.
 *
 * @param head the position of the last event stored
 * @param followed the position up to which all of them have come
 */
public record Passing(LongSupplier head, LongSupplier followed) {

    private static final Logger LOG = LoggerFactory.getLogger(Passing.class);

    private static final Duration LOOK = Duration.ofMillis(10);

    /** What a killed node had is taken over by then. */
    private static final Duration LONG = Duration.ofSeconds(30);

    /**
     * Returns when all that is stored now has been followed.
     *
     * @throws CancellationException if this thread is interrupted, as it stays
     */
    void await() {
        long present = head.getAsLong();
        long told = System.nanoTime();
        for (long position = followed.getAsLong(); position < present; position = followed.getAsLong()) {
            if (System.nanoTime() - told > LONG.toNanos()) {
                told = System.nanoTime();
                LOG.warn("Verification waits for event {} to be followed; what it compares is followed up to {}", present, position);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("This thread is wanted back");
            }
        }
    }
}
