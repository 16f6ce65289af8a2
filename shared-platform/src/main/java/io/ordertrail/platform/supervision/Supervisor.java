package io.ordertrail.platform.supervision;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Starts every thread of a node that nobody waits for. A task that throws, be it an exception or an error, is told in the log, counted, and run
 * again after a pause; one that goes on failing is told by the node's health.
 */
public final class Supervisor implements AutoCloseable {

    /** At one time: several times what a node with a hundred views would have. Names count, too, and stay. */
    static final int MOST = 1_000;

    /** So long a task may fail before the node says so: longer than a server takes to choose a new primary. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Axon's coordinators double the time that they rest after a failure up to a minute, and would rest on when the store is back. */
    static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final Set<Supervised> tasks = ConcurrentHashMap.newKeySet();
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();
    private final Map<String, Throwable> lost = new ConcurrentHashMap<>();

    /** What is run again and again. */
    @FunctionalInterface
    public interface Task {

        void run() throws Exception;
    }

    /** What is run again and again until it is done. */
    @FunctionalInterface
    public interface Step {

        /** @return whether it is done, so that this was the last time */
        boolean run() throws Exception;
    }

    public Supervisor(MeterRegistry meters) {
        this(meters, System::nanoTime);
    }

    Supervisor(MeterRegistry meters, LongSupplier nanos) {
        this.meters = meters;
        this.nanos = nanos;
    }

    /**
     * Runs a task without end, at once and with a pause of the period after each time.
     *
     * @param name what it is called in the log, as a thread, and where it is counted; one of a few
     * @throws RejectedExecutionException if there are too many
     */
    public Supervised every(String name, Duration period, Task task) {
        return until(name, period, () -> {
            task.run();
            return false;
        });
    }

    /** Runs a task without a pause; it waits by itself, for no longer than a second, so that it is seen to be well. */
    public Supervised loop(String name, Task task) {
        return every(name, Duration.ZERO, task);
    }

    /** The same for what comes to an end by itself. */
    public Supervised until(String name, Duration period, Step step) {
        return start(prepare(name, period.toNanos(), step, Thread.ofPlatform().daemon()));
    }

    /** The same on a virtual thread: for what comes and goes, and hardly does more than wait. */
    public Supervised light(String name, Duration period, Step step) {
        return start(prepare(name, period.toNanos(), step, Thread.ofVirtual()));
    }

    /** For a library that wants a thread for what never ends. It is begun again if it does end, by a throw. */
    public ThreadFactory lasting(String name) {
        return work -> prepare(name, -1, () -> {
            work.run();
            return true;
        }, Thread.ofPlatform().daemon()).thread();
    }

    /** Does something with each of some things: what one of them throws keeps none from its turn, and is thrown when all have had theirs. */
    public static <T> void each(Iterable<T> things, Consumer<? super T> what) {
        Throwable first = null;
        for (T thing : things) {
            try {
                what.accept(thing);
            } catch (RuntimeException | Error e) {
                first = first == null ? e : first;
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    /** Not yet started. */
    Supervised prepare(String name, long period, Step step, Thread.Builder threads) {
        if (tasks.size() >= MOST) {
            throw new RejectedExecutionException("%s is not begun: %d tasks go on in the background".formatted(name, MOST));
        }
        Supervised task = new Supervised(name, step, period, failures(name), nanos, threads, tasks::remove);
        tasks.add(task);
        return task;
    }

    private Supervised start(Supervised task) {
        try {
            task.thread().start();
            return task;
        } catch (RuntimeException | Error e) {
            tasks.remove(task);
            throw e;
        }
    }

    /**
     * Threads for what is handed to them, one thing after the other; who hands it bounds what waits. What one of them throws is told, and ends
     * nothing else.
     */
    public ExecutorService pool(String name, int threads) {
        return Executors.newFixedThreadPool(threads, workers(name));
    }

    /** The same for what is to be done later, once. */
    public ScheduledExecutorService timer(String name, int threads) {
        return new Timer(name, threads, false, Duration.ZERO);
    }

    /**
     * The same for Axon's processors. What gets out of their hands leaves a processor, or a segment of it, that stands still and that nobody can
     * wake: the node is not well from then on. None of them rests for longer than {@link #LONGEST_REST}.
     */
    public ScheduledExecutorService axon(String name, int threads) {
        return axon(name, threads, Duration.ZERO);
    }

    /** The same, but that what is submitted begins so much later: with all that Axon has put before it meanwhile. */
    public ScheduledExecutorService axon(String name, int threads, Duration later) {
        return new Timer(name, threads, true, later);
    }

    private ThreadFactory workers(String name) {
        Failures told = failures(name);
        return Thread.ofPlatform().daemon().name(name + "-", 0).uncaughtExceptionHandler((thread, failure) -> told.tell(failure, 1))
                .factory();
    }

    private Failures failures(String name) {
        return failures.computeIfAbsent(failures.size() < MOST ? name : "others", known -> new Failures(known, meters, nanos));
    }

    /** What has failed for longer than it may, and with what. */
    Map<String, String> failing() {
        Map<String, String> failing = new TreeMap<>();
        lost.forEach((name, failure) -> failing.put(name, "%s; does not go on until the node is started again".formatted(failure)));
        for (Supervised task : tasks) {
            String failure = task.failingFor(PATIENCE);
            if (failure != null) {
                failing.put(task.name(), failure);
            }
        }
        return failing;
    }

    /** Ends what is left. Each has an owner who ends it in time; this is for those who have not come to it. What a library has begun it ends itself. */
    @Override
    public void close() {
        tasks.stream().filter(task -> !task.lasting()).forEach(Supervised::cancel);
    }

    /** Axon hands over what it does not wait for, so nobody else would ever see how it ended. */
    private final class Timer extends ScheduledThreadPoolExecutor {

        private final String name;
        private final boolean needed;
        private final Duration later;

        /** @param needed whether the node is not well without any one of its tasks */
        Timer(String name, int threads, boolean needed, Duration later) {
            super(threads, workers(name));
            this.name = name;
            this.needed = needed;
            this.later = later;
        }

        @Override
        public Future<?> submit(Runnable task) {
            return schedule(task, later.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return super.schedule(task, needed ? Math.min(unit.toNanos(delay), LONGEST_REST.toNanos()) : unit.toNanos(delay),
                    TimeUnit.NANOSECONDS);
        }

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (task instanceof Future<?> done && done.state() == Future.State.FAILED && !isShutdown()) {
                failures(name).tell(done.exceptionNow(), 1);
                if (needed) {
                    lost.putIfAbsent(name, done.exceptionNow());
                }
            }
        }
    }
}
