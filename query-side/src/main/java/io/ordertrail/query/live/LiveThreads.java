package io.ordertrail.query.live;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few threads that serve all streams: they read from views, and write what a connection takes without waiting. */
final class LiveThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(LiveThreads.class);
    private static final int WORKERS = 8;

    private final Supervisor supervisor;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private Supervised beat;

    LiveThreads(Supervisor supervisor) {
        this.supervisor = supervisor;
        this.workers = supervisor.pool("live", WORKERS);
        this.timer = supervisor.timer("live-timer", 1);
    }

    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(work);
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

    /** One thing is done so. */
    void every(Duration pace, Supervisor.Task work) {
        beat = supervisor.every("live-beat", pace, work);
    }

    void stop() {
        if (beat != null) {
            beat.close();
        }
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
