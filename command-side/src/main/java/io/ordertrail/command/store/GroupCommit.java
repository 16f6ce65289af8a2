package io.ordertrail.command.store;

import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what waits together in one transaction, so that all of it waits for the disk once. Each write comes back when it is safe; one that
 * fails is undone alone and told to its own sender. A write is short, reads no more than it must, and waits for nothing but this disk; one
 * inside another is a part of it.
 *
 * <p>One thread writes, one group after the other, so writes are seen in the order in which they were made. If it dies, the next write finds
 * another.
 */
public class GroupCommit implements AutoCloseable {

    /** In a transaction: enough to spare nearly all waiting, few enough that the first need not wait for the last for long. */
    private static final int MOST_TOGETHER = 128;

    /** Waiting for one: more than there are threads that write. */
    private static final int MOST_WAITING = 10_000;

    /** For the disk: as long as a request has. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TransactionTemplate transactions;
    private final BlockingQueue<Write<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ExecutorService writer;
    private final Duration patience;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile Thread thread;

    private static final class Write<R> {

        private final Supplier<R> work;
        private final CompletableFuture<R> answer = new CompletableFuture<>();
        private R result;
        private Throwable failure;

        Write(Supplier<R> work) {
            this.work = work;
        }

        void run(TransactionStatus transaction) {
            Object before = transaction.createSavepoint();
            try {
                result = work.get();
                transaction.releaseSavepoint(before);
            } catch (RuntimeException | Error e) {
                failure = e;
                transaction.rollbackToSavepoint(before);
            }
        }

        void tell() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }
    }

    public GroupCommit(PlatformTransactionManager transactions, Supervisor supervisor) {
        this(transactions, supervisor, PATIENCE);
    }

    /** @param patience of who has a write to be written */
    GroupCommit(PlatformTransactionManager transactions, Supervisor supervisor, Duration patience) {
        this.transactions = new TransactionTemplate(transactions);
        this.patience = patience;
        this.writer = supervisor.pool("group-commit", 1);
    }

    /**
     * Returns when the work is done and safe. It runs on another thread, in a transaction that it shares.
     *
     * @throws RuntimeException what the work has thrown, which has left no trace then; or what has kept all of the group from being written,
     *     or from being told in time, after which it is unknown whether it was
     */
    public <R> R write(Supplier<R> work) {
        if (Thread.currentThread() == thread) {
            return work.get();
        }
        Write<R> write = new Write<>(work);
        if (!waiting.offer(write)) {
            throw new QueryTimeoutException("%d writes wait for the disk; this one was not begun".formatted(MOST_WAITING));
        }
        begin();
        try {
            return write.answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new QueryTimeoutException(
                        "The disk did not answer within %s; it is unknown whether this was written".formatted(patience));
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** How many are not begun. */
    int waiting() {
        return waiting.size();
    }

    private void begin() {
        if (writing.compareAndSet(false, true)) {
            try {
                writer.execute(this::work);
            } catch (RuntimeException | Error e) {
                // Closed, or without a thread: the next write tries again, and nobody waits for one that does not come.
                writing.set(false);
                List<Write<?>> left = new ArrayList<>();
                waiting.drainTo(left);
                left.forEach(write -> write.answer.completeExceptionally(new QueryTimeoutException("No more is written", e)));
            }
        }
    }

    private void work() {
        thread = Thread.currentThread();
        try {
            List<Write<?>> group = new ArrayList<>(MOST_TOGETHER);
            while (waiting.drainTo(group, MOST_TOGETHER) > 0) {
                write(group);
                group.clear();
            }
        } finally {
            thread = null;
            writing.set(false);
            if (!waiting.isEmpty()) {
                begin();
            }
        }
    }

    private void write(List<Write<?>> group) {
        try {
            transactions.executeWithoutResult(transaction -> group.forEach(write -> write.run(transaction)));
            group.forEach(Write::tell);
        } catch (RuntimeException | Error e) {
            group.forEach(write -> write.answer.completeExceptionally(write.failure == null ? e : write.failure));
        }
    }

    /** Writes what waits, and takes no more. */
    @Override
    public void close() {
        writer.close();
    }
}
