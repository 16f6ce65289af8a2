package io.ordertrail.platform.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of each of some things, such as views, for whoever asks often and cannot wait: asked of the stores at a bounded pace, only while somebody wants to know, and never
 * twice at a time. Who asks waits a moment at most; what is too old to be true is not told.
 */
public class Latest<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Latest.class);
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(30);
    /** Who has not answered by now will not. */
    private static final Duration LOST = Duration.ofMinutes(1);

    private final Supplier<Map<String, T>> things;
    private final LongSupplier nanos;
    private CompletableFuture<Taken<T>> asked = CompletableFuture.completedFuture(null);
    private long askedAt;
    private volatile Taken<T> taken;

    private record Taken<T>(Map<String, T> things, long at) {
    }

    /** @param things by name */
    public Latest(Supplier<Map<String, T>> things) {
        this(things, System::nanoTime);
    }

    public Latest(Supplier<Map<String, T>> things, LongSupplier nanos) {
        this.things = things;
        this.nanos = nanos;
        this.askedAt = nanos.getAsLong() - PACE.toNanos();
    }

    /** Nothing if it cannot be known, or there is none of that name yet. */
    public Optional<T> of(String thing) {
        refresh();
        Taken<T> now = taken;
        return now == null || nanos.getAsLong() - now.at > OLDEST.toNanos() ? Optional.empty()
                : Optional.ofNullable(now.things.get(thing));
    }

    /** Only the first to ask waits, so that a scrape of many values waits once. */
    private synchronized void refresh() {
        if (asked.isDone() && nanos.getAsLong() - askedAt >= PACE.toNanos()) {
            askedAt = nanos.getAsLong();
            Executor thread = task -> Thread.ofVirtual().name("latest").start(task);
            asked = CompletableFuture.supplyAsync(this::take, thread).orTimeout(LOST.toSeconds(), TimeUnit.SECONDS);
            try {
                asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("It cannot be told how things stand", e);
            }
        }
    }

    /** Known before it is said to be there: who has waited for it finds it. */
    private Taken<T> take() {
        taken = new Taken<>(things.get(), nanos.getAsLong());
        return taken;
    }
}
