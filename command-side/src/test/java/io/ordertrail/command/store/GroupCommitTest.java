package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

class GroupCommitTest {

    private final DataSource database = Databases.empty();
    private final JdbcClient sql = JdbcClient.create(database);
    private final Counting transactions = new Counting(database);
    private final GroupCommit group = new GroupCommit(transactions, new Supervisor(new SimpleMeterRegistry()));

    /** Counts what is committed, and lets none of it be if it is told so. */
    private static final class Counting extends JdbcTransactionManager {

        private static final long serialVersionUID = 1L;
        private final AtomicInteger commits = new AtomicInteger();
        private volatile boolean broken;

        Counting(DataSource database) {
            super(database);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (broken) {
                doRollback(status);
                throw new TransactionSystemException("The disk is full");
            }
            commits.incrementAndGet();
            super.doCommit(status);
        }
    }

    GroupCommitTest() {
        sql.sql("CREATE TABLE names (name VARCHAR(20) PRIMARY KEY)").update();
    }

    @AfterEach
    void close() {
        group.close();
    }

    @Test
    void whatWaitsTogetherIsOneTransaction() {
        List<CompletableFuture<Integer>> writes = whileOneIsWritten(List.of("b", "c", "d"));

        assertThat(writes).allSatisfy(write -> assertThat(write.join()).isEqualTo(1));
        assertThat(transactions.commits).hasValue(2);
        assertThat(names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aConflictIsToldToItsOwnSenderAndTheOthersGoThrough() {
        List<CompletableFuture<Integer>> writes = whileOneIsWritten(List.of("b", "a", "c", "b"));

        assertThat(writes.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(2)
                .allSatisfy(conflict -> assertThatThrownBy(conflict::join).hasCauseInstanceOf(DuplicateKeyException.class));
        assertThat(names()).containsExactly("a", "b", "c");
    }

    @Test
    void whatAFailedWriteHasWrittenIsUndone() {
        assertThatThrownBy(() -> group.write(() -> {
            add("a");
            return add("a");
        })).isInstanceOf(DuplicateKeyException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void whatKeepsAGroupFromTheDiskIsToldToAllOfIt() {
        transactions.broken = true;

        assertThat(whileOneIsWritten(List.of("b", "c"))).allSatisfy(
                write -> assertThatThrownBy(write::join).hasRootCauseInstanceOf(TransactionSystemException.class));

        transactions.broken = false;
        assertThat(write("d")).isEqualTo(1);
        assertThat(names()).containsExactly("d");
    }

    @Test
    void anErrorEndsNoOtherWrite() {
        assertThatThrownBy(() -> group.write(() -> {
            throw new StackOverflowError();
        })).isInstanceOf(CompletionException.class).hasCauseInstanceOf(StackOverflowError.class);

        assertThat(write("a")).isEqualTo(1);
    }

    @Test
    void aWriteInsideAnotherIsAPartOfIt() {
        group.write(() -> add("a") + write("b"));

        assertThat(transactions.commits).hasValue(1);
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void nobodyWaitsForWhatIsNotWrittenAnyMore() {
        group.close();

        assertThatThrownBy(() -> write("a")).isInstanceOf(QueryTimeoutException.class);
        assertThatThrownBy(() -> write("b")).isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void nobodyWaitsForeverForADiskThatStandsStill() {
        CountDownLatch go = new CountDownLatch(1);
        try (GroupCommit hasty = new GroupCommit(transactions, new Supervisor(new SimpleMeterRegistry()), Duration.ofMillis(50))) {
            assertThatThrownBy(() -> hasty.write(() -> {
                await(go);
                return add("a");
            })).isInstanceOf(QueryTimeoutException.class);
            assertThatThrownBy(() -> hasty.write(() -> add("b"))).isInstanceOf(QueryTimeoutException.class);
            go.countDown();
        }

        assertThat(names()).as("written after all, as they were told it may be").containsExactly("a", "b");
    }

    /** Writes "a", and when it is being written has these written by one thread each; returns when all are. */
    private List<CompletableFuture<Integer>> whileOneIsWritten(List<String> names) {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> first = inBackground(() -> group.write(() -> {
            began.countDown();
            await(go);
            return add("a");
        }));
        await(began);
        List<CompletableFuture<Integer>> writes = new ArrayList<>();
        for (String name : names) {
            writes.add(inBackground(() -> write(name)));
        }
        while (group.waiting() < names.size()) {
            Thread.onSpinWait();
        }
        go.countDown();
        CompletableFuture.allOf(first, CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))).handle((ok, failure) -> ok)
                .join();
        return writes;
    }

    private static <R> CompletableFuture<R> inBackground(Supplier<R> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int write(String name) {
        return group.write(() -> add(name));
    }

    private int add(String name) {
        return sql.sql("INSERT INTO names VALUES (?)").param(name).update();
    }

    private List<String> names() {
        return sql.sql("SELECT name FROM names ORDER BY name").query(String.class).list();
    }
}
