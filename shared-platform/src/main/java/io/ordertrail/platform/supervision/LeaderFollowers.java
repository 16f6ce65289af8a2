package io.ordertrail.platform.supervision;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Threads of which one, the leader, goes through what is submitted, while it is done in no time. Before it begins what takes longer it hands
 * on, and another leads. So a thread is woken for each piece of work, and not for each of the many tasks that find they have none.
 */
public final class LeaderFollowers extends AbstractExecutorService implements ScheduledExecutorService {

    private final ScheduledExecutorService threads;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isLed = new AtomicBoolean();
    private final ThreadLocal<Boolean> leading = ThreadLocal.withInitial(() -> false);

    /** @param threads one more than may have handed on at the same time */
    public LeaderFollowers(ScheduledExecutorService threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        findLeader();
    }

    /** What this thread does now may take its time: the tasks behind it no longer wait for it. */
    public void handOn() {
        if (leading.get()) {
            resign();
            findLeader();
        }
    }

    private void findLeader() {
        if (isToBeLed()) {
            threads.execute(this::lead);
        }
    }

    /** @return whether there is something to do that nobody does, and whoever asks does it now */
    private boolean isToBeLed() {
        return !tasks.isEmpty() && isLed.compareAndSet(false, true);
    }

    private void lead() {
        do {
            leading.set(true);
            for (Runnable task = tasks.poll(); task != null; task = leading.get() ? tasks.poll() : null) {
                task.run();
                tellFailure(task);
            }
            if (leading.get()) {
                resign();
            }
        } while (isToBeLed());
    }

    /** It is kept in the task, where nobody looks; thrown by one of its own it is seen by who minds the threads. */
    private void tellFailure(Runnable task) {
        if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
            threads.execute(() -> {
                throw new CompletionException(done.exceptionNow());
            });
        }
    }

    private void resign() {
        leading.set(false);
        isLed.set(false);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return threads.schedule(task, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return threads.schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        return threads.scheduleAtFixedRate(task, first, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        return threads.scheduleWithFixedDelay(task, first, delay, unit);
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
