package io.ordertrail.platform.supervision;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderFollowersTest {

    private final List<Throwable> told = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(3) {

        @Override
        protected void afterExecute(Runnable task, Throwable thrown) {
            if (task instanceof Future<?> done && done.state() == Future.State.FAILED) {
                told.add(done.exceptionNow());
            }
        }
    };
    private final LeaderFollowers threads = new LeaderFollowers(pool);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
    }

    @Test
    void oneThreadGoesThroughWhateverIsSubmitted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        threads.submit(() -> {
            begun.countDown();
            awaitEnd();
        });
        assertThat(begun.await(20, SECONDS)).isTrue();
        List<Thread> by = new ArrayList<>();
        Future<?> last = null;
        for (int i = 0; i < 100; i++) {
            last = threads.submit(() -> {
                by.add(Thread.currentThread());
            });
        }
        assertThat(last.isDone()).as("it waits for the leader").isFalse();
        end.countDown();
        last.get(20, SECONDS);
        assertThat(by).hasSize(100).containsOnly(by.getFirst());
    }

    @Test
    void whatIsBehindSomethingThatHasHandedOnDoesNotWaitForIt() throws Exception {
        for (int i = 0; i < 2; i++) {
            threads.submit(() -> {
                threads.handOn();
                threads.handOn();
                awaitEnd();
            });
        }
        threads.submit(() -> {
        }).get(20, SECONDS);
    }

    @Test
    void whatATaskHasFailedWithIsSeenByWhoMindsTheThreadsAndTheNextIsDone() throws Exception {
        threads.submit(() -> {
            throw new IllegalStateException("out of Axon's hands");
        });
        threads.submit(() -> {
        }).get(20, SECONDS);
        await().untilAsserted(() -> assertThat(told).singleElement().satisfies(failure -> assertThat(failure.getCause())
                .hasMessage("out of Axon's hands")));
    }

    @Test
    void nothingIsForgottenHoweverThreadsMeet() throws Exception {
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            boolean isLong = i % 7 == 0;
            all.add(threads.submit(() -> {
                if (isLong) {
                    threads.handOn();
                }
                done.incrementAndGet();
            }));
        }
        for (Future<?> each : all) {
            each.get(20, SECONDS);
        }
        assertThat(done).hasValue(20_000);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
