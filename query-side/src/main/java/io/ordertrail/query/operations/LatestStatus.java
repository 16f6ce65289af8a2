package io.ordertrail.query.operations;

import io.ordertrail.query.view.ViewStatus;
import io.ordertrail.query.view.Views;
import java.time.Duration;
import java.util.List;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The views' status for whoever asks often and cannot wait: asked of the stores at a bounded pace, only while somebody wants to know, and never
 * twice at a time. Who asks waits a moment at most; what is too old to be true is not told.
 */
@Component
class LatestStatus {

    private static final Logger LOG = LoggerFactory.getLogger(LatestStatus.class);
    private static final Duration PACE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(30);
    /** Who has not answered by now will not. */
    private static final Duration LOST = Duration.ofMinutes(1);

    private final Supplier<List<ViewStatus>> views;
    private final LongSupplier nanos;
    private CompletableFuture<Taken> asked = CompletableFuture.completedFuture(null);
    private long askedAt;
    private volatile Taken taken;

    private record Taken(List<ViewStatus> views, long at) {
    }

    @Autowired
    LatestStatus(Views views) {
        this(views::status, System::nanoTime);
    }

    LatestStatus(Supplier<List<ViewStatus>> views, LongSupplier nanos) {
        this.views = views;
        this.nanos = nanos;
        this.askedAt = nanos.getAsLong() - PACE.toNanos();
    }

    /** Nothing if it cannot be known, or there is no view of that name yet. */
    Optional<ViewStatus> of(String view) {
        refresh();
        Taken now = taken;
        return now == null || nanos.getAsLong() - now.at > OLDEST.toNanos() ? Optional.empty()
                : now.views.stream().filter(status -> status.name().equals(view)).findFirst();
    }

    /** Only the first to ask waits, so that a scrape of many values waits once. */
    private synchronized void refresh() {
        if (asked.isDone() && nanos.getAsLong() - askedAt >= PACE.toNanos()) {
            askedAt = nanos.getAsLong();
            Executor thread = task -> Thread.ofVirtual().name("views-status").start(task);
            asked = CompletableFuture.supplyAsync(() -> new Taken(views.get(), nanos.getAsLong()), thread)
                    .orTimeout(LOST.toSeconds(), TimeUnit.SECONDS);
            asked.thenAccept(fresh -> taken = fresh);
            try {
                asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                LOG.debug("The views cannot tell how they stand", e);
            }
        }
    }
}
