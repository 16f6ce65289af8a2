package io.ordertrail.query.live;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few threads that serve all streams: they read from views, and write what a connection takes without waiting. */
final class LiveThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(LiveThreads.class);
    private static final int WORKERS = 8;

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().name("live-", 0).factory());
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("live-timer").factory());

    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(guarded(work));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Nothing more is sent: the server is stopping");
        }
    }

    void executeAfter(Duration pause, Runnable work) {
        try {
            timer.schedule(() -> execute(work), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Nothing more is sent: the server is stopping");
        }
    }

    void every(Duration pace, Runnable work) {
        timer.scheduleWithFixedDelay(guarded(work), pace.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One failure must end neither a worker nor a repetition. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("A live stream's work has failed", e);
            }
        };
    }

    void stop() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
