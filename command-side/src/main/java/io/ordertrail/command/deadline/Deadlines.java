package io.ordertrail.command.deadline;

import io.ordertrail.command.process.AcceptanceDeadlines;
import io.ordertrail.command.process.AcceptanceDeadlines.Handler;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Handles what is due: one loop on each node, whatever the store. It starts last of all and stops first, because it needs
 * the command bus. What fails is said, counted, and tried again.
 */
@Component
class Deadlines implements AcceptanceDeadlines, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    /** At most so many are taken and not yet through on one node; they are handled by as many threads as are worth it. */
    static final int TAKEN = 32;
    private static final int THREADS = 4;

    /** Longer than a node takes for all that it has taken, each command with its full time limit. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** After the first failure, doubled with each further one up to the longest; there is no last attempt. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final DeadlineRepository repository;
    private final Handler handler;
    private final Duration polling;
    private final ForwardClock clock;
    private final LongSupplier nanos;
    private final Semaphore room = new Semaphore(TAKEN);
    private final AtomicLong failures = new AtomicLong();
    private volatile long looked;
    private final Supervisor supervisor;
    private Supervised looking;
    private ExecutorService handling;

    @Autowired
    Deadlines(DeadlineRepository repository, Handler handler, Clock clock,
            @Value("${ordertrail.deadlines.polling}") Duration polling, Supervisor supervisor) {
        this(repository, handler, clock, System::nanoTime, polling, supervisor);
    }

    Deadlines(DeadlineRepository repository, Handler handler, Clock clock, LongSupplier nanos, Duration polling, Supervisor supervisor) {
        this.repository = repository;
        this.handler = handler;
        this.polling = polling;
        this.nanos = nanos;
        this.supervisor = supervisor;
        this.clock = new ForwardClock(clock, nanos);
        this.looked = nanos.getAsLong();
    }

    @Override
    public void set(TicketId ticket, Instant acceptBy) {
        repository.add(ticket, clock.of(acceptBy));
    }

    /** What was due longer ago than this and is not handled. */
    DeadlineRepository.Overdue overdue(Duration grace) {
        return repository.dueBefore(clock.instant().minus(grace));
    }

    /** How long ago the store was last asked, with success, for what is due. */
    Duration sinceLastLook() {
        return Duration.ofNanos(nanos.getAsLong() - looked);
    }

    /** Looks, and deadlines, that have failed since the start. */
    long failures() {
        return failures.get();
    }

    private void look() {
        try {
            for (int free = room.availablePermits(); free > 0; free = room.availablePermits()) {
                Instant now = clock.instant();
                List<Deadline> taken = repository.take(now, now.plus(LEASE), now.plus(LEASE).plus(LONGEST_PAUSE), free);
                looked = nanos.getAsLong();
                if (taken.isEmpty()) {
                    return;
                }
                room.acquireUninterruptibly(taken.size());
                taken.forEach(deadline -> handling.execute(() -> handle(deadline)));
            }
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            throw e;
        }
    }

    private void handle(Deadline deadline) {
        try {
            handler.handle(deadline.ticket(), deadline.due());
            repository.complete(deadline);
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            LOG.warn("The deadline of ticket {} cannot be handled and will be again (attempt {}): {}", deadline.ticket().value(),
                    deadline.attempts(), e.toString());
            postpone(deadline);
        } finally {
            room.release();
        }
    }

    /** If not even that can be written, it may be taken again when the lease has run out. */
    private void postpone(Deadline deadline) {
        try {
            repository.postpone(deadline, clock.instant().plus(pauseAfter(deadline.attempts())));
        } catch (RuntimeException e) {
            LOG.debug("The deadline of ticket {} waits for its lease to run out", deadline.ticket().value(), e);
        }
    }

    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public synchronized void start() {
        if (looking == null) {
            handling = supervisor.pool("deadline", THREADS);
            looking = supervisor.every("deadlines", polling, this::look);
        }
    }

    @Override
    public synchronized void stop() {
        if (looking != null) {
            looking.close();
            end(handling);
            looking = null;
        }
    }

    private static void end(ExecutorService threads) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return looking != null;
    }
}
