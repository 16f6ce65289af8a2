package io.ordertrail.platform.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.time.SetTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SupervisorTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofMillis(25);

    private final SetTime time = new SetTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Supervisor supervisor = new Supervisor(meters, time::nanos);
    private final HealthIndicator health = new SupervisionAutoConfiguration().backgroundHealthIndicator(supervisor);

    /** What the next runs throw; those that are not told so succeed. */
    private final Deque<Throwable> thrown = new ArrayDeque<>();

    @AfterEach
    void close() {
        supervisor.close();
    }

    private Supervised task(Duration period) {
        return task("watch", period.toNanos());
    }

    private Supervised task(String name, long period) {
        return supervisor.prepare(name, period, this::step, Thread.ofVirtual());
    }

    private boolean step() throws Exception {
        Throwable next = thrown.poll();
        if (next instanceof Error error) {
            throw error;
        }
        if (next != null) {
            throw (Exception) next;
        }
        return false;
    }

    private void fail(int times) {
        IntStream.range(0, times).forEach(number -> thrown.add(new IllegalStateException("Away")));
    }

    private Duration run(Supervised task) {
        return Duration.ofNanos(task.run());
    }

    private double failures(String thread) {
        return meters.get("ordertrail.background.failures").tag("thread", thread).counter().count();
    }

    @Test
    void noThrowableOfAnyKindEndsATask() {
        Supervised task = task(PERIOD);
        List<Throwable> all =
                List.of(new IllegalStateException(), new IOException(), new AssertionError(), new NoClassDefFoundError(),
                        new StackOverflowError(), new OutOfMemoryError(), new InterruptedException());
        thrown.addAll(all);

        all.forEach(failure -> assertThat(run(task)).isGreaterThan(PERIOD));

        assertThat(run(task)).isEqualTo(PERIOD);
        assertThat(failures("watch")).isEqualTo(all.size());
    }

    @Test
    void thePauseDoublesUpToTheLongestAndIsForgottenWithTheFirstSuccess() {
        Supervised task = task(PERIOD);
        fail(6);
        assertThat(IntStream.range(0, 6).mapToLong(number -> run(task).toMillis())).containsExactly(100L, 200L, 400L, 800L, 1_000L, 1_000L);
        assertThat(run(task)).isEqualTo(PERIOD);
        fail(1);
        assertThat(run(task)).hasMillis(100);
    }

    /** Or the node would not be well for so long after what was away is back. */
    @Test
    void whatIsSeldomDoneIsTriedAgainSoonAfterItHasFailed() {
        Supervised task = task(MINUTE);
        fail(1);
        assertThat(run(task)).isEqualTo(Supervised.LONGEST_PAUSE);
        assertThat(run(task)).isEqualTo(MINUTE);
    }

    @Test
    void theNodeIsNotReadyOnceATaskHasFailedForTooLongAndUntilItSucceeds() {
        Supervised task = task(PERIOD);
        thrown.add(new OutOfMemoryError("Java heap space"));
        run(task);
        time.pass(Supervisor.PATIENCE.minusMillis(1));
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        fail(1);
        run(task);
        time.pass(Duration.ofMillis(1));

        Health down = health.health();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails()).containsEntry("watch", "java.lang.IllegalStateException: Away");
        run(task);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void oneThatIsOverFailsNoMore() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch failed = new CountDownLatch(1);
        Supervised task = supervisor.until("rebuild", PERIOD, () -> {
            if (!over.get()) {
                failed.countDown();
                throw new AssertionError();
            }
            return true;
        });
        failed.await();
        await().untilAsserted(() -> assertThat(failures("rebuild")).isPositive());
        time.pass(MINUTE);
        assertThat(supervisor.failing()).containsKey("rebuild");

        over.set(true);
        task.hurry();

        await().untilAsserted(() -> assertThat(supervisor.failing()).isEmpty());
        assertThat(task.awaitEnd(MINUTE)).isTrue();
    }

    @Test
    void itIsSaidOnceWithItsTraceAndThenInEverFewerLines(CapturedOutput output) {
        Supervised task = task(PERIOD);
        fail(8);
        IntStream.range(0, 8).forEach(number -> run(task));
        run(task);
        fail(1);
        run(task);

        assertThat(output.getOut()).containsOnlyOnce("SupervisorTest.fail(")
                .contains("watch has failed (2 in a row): java.lang.IllegalStateException: Away", "(4 in a row)", "(8 in a row)",
                        "(1 in a row)")
                .doesNotContain("(3 in a row)");
    }

    @Test
    void whatCannotEvenBeSaidEndsNothing() {
        Supervised task = task(PERIOD);
        thrown.add(new OutOfMemoryError() {

            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                throw new OutOfMemoryError();
            }

            @Override
            public String getMessage() {
                throw new OutOfMemoryError();
            }
        });

        assertThat(run(task)).isEqualTo(Supervised.LONGEST_PAUSE);
        assertThat(run(task)).isEqualTo(PERIOD);
    }

    @Test
    void whatIsMeantToLastIsWellWhenItHasLasted() {
        Supervised task = task("producer", -1);
        fail(1);
        run(task);
        time.pass(MINUTE);
        assertThat(supervisor.failing()).as("not begun again").isEmpty();

        Supervised failing = supervisor.prepare("failing", -1, () -> {
            time.pass(Duration.ofSeconds(2));
            throw new AssertionError();
        }, Thread.ofVirtual());
        IntStream.range(0, 7).forEach(number -> failing.run());
        assertThat(supervisor.failing()).containsOnlyKeys("failing");
    }

    @Test
    void anInterruptThatIsNoEndIsAFailure() throws InterruptedException {
        CountDownLatch again = new CountDownLatch(2);
        supervisor.loop("tail", () -> {
            again.countDown();
            if (again.getCount() > 0) {
                Thread.currentThread().interrupt();
            }
            never.await();
        });

        assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failures("tail")).isEqualTo(1);
    }

    @Test
    void whatHasBegunMayEndBeforeATaskIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Supervised task = supervisor.every("deadlines", MINUTE, () -> {
            begun.countDown();
            end.await();
            done.set(true);
        });
        begun.await();
        Thread closing = Thread.ofVirtual().start(task::close);
        end.countDown();

        closing.join();

        assertThat(done).isTrue();
        assertThat(task.awaitEnd(Duration.ZERO)).isTrue();
    }

    @Test
    void oneThatIsCancelledIsLeftAtOnceAndThatIsNoFailure() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Supervised task = supervisor.light("lead", PERIOD, () -> {
            begun.countDown();
            never.await();
            return false;
        });
        begun.await();

        task.cancel();

        assertThat(task.awaitEnd(MINUTE)).isTrue();
        assertThat(failures("lead")).isZero();
    }

    @Test
    void oneThatWaitsForItsTimeCanBeHurried() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        Supervised task = supervisor.every("watch", Duration.ofHours(1), twice::countDown);

        await().until(() -> {
            task.hurry();
            return twice.await(1, TimeUnit.MILLISECONDS);
        });
    }

    @Test
    void whatOneThrowsKeepsNoOtherFromItsTurn() {
        List<Integer> turns = new ArrayList<>();

        assertThatThrownBy(() -> Supervisor.each(List.of(1, 2, 3), number -> {
            turns.add(number);
            if (number == 1) {
                throw new AssertionError(number);
            }
            throw new IllegalStateException();
        })).isInstanceOf(AssertionError.class).hasMessage("1");

        assertThat(turns).containsExactly(1, 2, 3);
    }

    @Test
    void thereAreNoMoreThanSoMany() {
        IntStream.range(0, Supervisor.MOST).forEach(number -> task("task-" + number, 0));

        assertThatThrownBy(() -> task("one-more", 0)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aPoolOutlivesWhatItsTasksThrow() throws InterruptedException {
        try (ExecutorService pool = supervisor.pool("live", 1)) {
            CountDownLatch later = new CountDownLatch(1);
            pool.execute(() -> {
                throw new AssertionError();
            });
            pool.execute(later::countDown);

            assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
            await().untilAsserted(() -> assertThat(failures("live")).isEqualTo(1));
            assertThat(supervisor.failing()).isEmpty();
        }
    }

    @Test
    void whatGetsOutOfAxonsHandsLeavesTheNodeUnwell() {
        try (ScheduledExecutorService threads = supervisor.axon("view-workers", 1)) {
            threads.submit(() -> {
                throw new NoClassDefFoundError("Folding");
            });

            await().untilAsserted(() -> assertThat(supervisor.failing()).hasEntrySatisfying("view-workers",
                    told -> assertThat(told).startsWith("java.lang.NoClassDefFoundError: Folding")));
            assertThat(failures("view-workers")).isEqualTo(1);
        }
    }

    @Test
    void whatAxonWouldRestFromForAMinuteGoesOnSoon() {
        try (ScheduledExecutorService threads = supervisor.axon("view-coordinators", 1)) {
            ScheduledFuture<?> rest = threads.schedule(() -> {
            }, 60_000, TimeUnit.MILLISECONDS);

            assertThat(rest.getDelay(TimeUnit.NANOSECONDS)).isLessThanOrEqualTo(Supervisor.LONGEST_REST.toNanos());
        }
    }

    @Test
    void aThreadForALibraryIsBegunAgain() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        Thread thread = supervisor.lasting("event-producer").newThread(() -> {
            if (times.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        });

        thread.start();

        assertThat(thread.join(MINUTE)).isTrue();
        assertThat(times).hasValue(2);
    }
}
