package io.ordertrail.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of commands that have to wait, on threads and by a clock that the test moves. */
class CommandLaneTest {

    private static final Duration RUSH = Duration.ofSeconds(2);

    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final CommandLane lane = new CommandLane(Lane.REQUESTS, threads::add, 10, RUSH, nanos::get, registry);
    private final List<String> done = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void commandsAreCarriedOutInTurn() {
        send(3);
        runAll();
        assertThat(done).containsExactly("0", "1", "2");
        assertThat(refused).isEmpty();
    }

    @Test
    void whatHasNoPlaceIsRefusedAtOnce() {
        send(12);
        assertThat(refused).containsExactly("10", "11");
        runAll();
        assertThat(done).hasSize(10);
        send(1);
        runAll();
        assertThat(done).hasSize(11);
    }

    @Test
    void aRushMayWait() {
        send(10);
        pass(RUSH);
        runAll();
        assertThat(done).hasSize(10);
    }

    @Test
    void whatHasWaitedLongerIsRefusedWithoutBeingBegun() {
        send(10);
        pass(RUSH.plusMillis(1));
        runAll();
        assertThat(done).isEmpty();
        assertThat(refused).hasSize(10);
    }

    /** Two commands come for each that goes, and neither a longer queue nor longer waits help anybody. */
    @Test
    void inAQueueThatHasStoodForLongNobodyWaitsLong() {
        for (int i = 0; i < 100; i++) {
            send(2);
            pass(Duration.ofMillis(100));
            runOne();
        }
        int before = done.size();
        runAll();
        assertThat(refused).isNotEmpty();
        assertThat(registry.get("ordertrail.lane.waiting").gauge().value()).isZero();

        send(1);
        pass(Duration.ofSeconds(1));
        runAll();
        assertThat(done.size() - before).as("an empty queue has forgotten").isGreaterThanOrEqualTo(1);
        assertThat(done).last().isEqualTo("200");
    }

    @Test
    void itTellsWhatWaitsHowLongAndWhatWasRefused() {
        send(11);
        assertThat(registry.get("ordertrail.lane.waiting").tag("lane", "REQUESTS").gauge().value()).isEqualTo(10);
        assertThat(registry.get("ordertrail.lane.shed").counter().count()).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        runOne();
        assertThat(registry.get("ordertrail.lane.wait").timer().totalTime(java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(1);
    }

    private int sent;

    private void send(int commands) {
        IntStream.range(0, commands).forEach(i -> {
            String command = String.valueOf(sent++);
            lane.execute(() -> done.add(command), () -> refused.add(command));
        });
    }

    private void runOne() {
        threads.remove().run();
    }

    private void runAll() {
        while (!threads.isEmpty()) {
            runOne();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
