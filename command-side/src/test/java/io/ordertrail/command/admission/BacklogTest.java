package io.ordertrail.command.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Backlog backlog = new Backlog();
    private long nanos = Long.MAX_VALUE - 3;

    @Test
    void whoeverFollowsHasNone() {
        for (long head = 0; head < 10_000; head += 100) {
            look(head, Map.of(0, head - 3, 1, head));
        }
        assertThat(backlog.duration()).isZero();
    }

    /** Events that come now and then tell nothing of how fast a segment could be. */
    @Test
    void whoeverHandlesWhatLittleThereIsHasNone() {
        for (long head = 1; head < 100; head++) {
            look(head, Map.of(0, head - 1));
        }
        assertThat(backlog.duration()).isZero();
    }

    @Test
    void aBacklogLastsAsLongAsItTakesAtTheSpeedOfNow() {
        workOff(1_000, 20);
        assertThat(backlog.duration().toMillis()).isCloseTo((10_000 - 20 * 20) * 10, Percentage.withPercentage(1));
    }

    @Test
    void aSegmentThatGetsFasterNeedsLess() {
        long position = workOff(1_000, 20);
        for (int i = 0; i < 50; i++) {
            position += 60;
            look(10_000, Map.of(0, position));
        }
        assertThat(backlog.duration().toMillis()).isCloseTo((10_000 - position) * 10 / 3, Percentage.withPercentage(2));
    }

    /** At the same moment, not after the new events have waited. */
    @Test
    void aRushIsSeenBeforeItHasWaited() {
        workOff(1_000, 20);
        Duration before = backlog.duration();
        look(12_000, Map.of(0, 420L));
        assertThat(backlog.duration().minus(before)).isGreaterThan(Duration.ofSeconds(19));
    }

    @Test
    void aSegmentThatStandsStillNeedsAsLongAsItHasStoodBeyondAHiccup() {
        look(10, Map.of(0, 5L));
        for (int i = 0; i < 10; i++) {
            look(10, Map.of(0, 5L));
        }
        assertThat(backlog.duration()).isZero();
        for (int i = 0; i < 10; i++) {
            look(10, Map.of(0, 5L));
        }
        assertThat(backlog.duration()).isBetween(Duration.ofMillis(1_800), Duration.ofMillis(2_200));
        look(10, Map.of(0, 10L));
        assertThat(backlog.duration()).isZero();
    }

    /** The first events after a start take long, and say little of the next. */
    @Test
    void aFewEventsAreNoBacklogHoweverSlowlyTheyAreHandled() {
        for (long position = 0; position < 40; position++) {
            look(50, Map.of(0, position));
            assertThat(backlog.duration()).isZero();
        }
    }

    /** Positions move when a batch is done. */
    @Test
    void betweenTwoBatchesASegmentIsAsFastAsItWas() {
        look(10_000, Map.of(0, 0L));
        for (long batch = 1; batch <= 30; batch++) {
            for (int i = 0; i < 4; i++) {
                look(10_000, Map.of(0, (batch - 1) * 80));
            }
            look(10_000, Map.of(0, batch * 80));
            if (batch > 1) {
                assertThat(backlog.duration().toMillis()).isCloseTo((10_000 - batch * 80) * 1_000 / 80, Percentage.withPercentage(1));
            }
        }
    }

    @Test
    void theSlowestSegmentCounts() {
        long fast = 0;
        long slow = 0;
        for (int i = 0; i < 20; i++) {
            look(10_000, Map.of(0, fast += 100, 1, slow += 10));
        }
        assertThat(backlog.duration().toSeconds()).isBetween(195L, 200L);
    }

    @Test
    void aSegmentThatAnotherNodeHasTakenCountsNoMore() {
        workOff(1_000, 20);
        look(10_000, Map.of());
        assertThat(backlog.duration()).isZero();
    }

    /** At a start or a take-over events are old and mostly few: no reason to refuse anything before it is known how long they take. */
    @Test
    void oldEventsAreNoBacklogThemselves() {
        look(10_000, Map.of(0, 9_990L));
        assertThat(backlog.duration()).isZero();
        look(10_000, Map.of(0, 9_995L));
        assertThat(backlog.duration()).isLessThan(Duration.ofSeconds(1));
    }

    /** At 100 positions a second, in steps of 200 ms, with the events' end at 10,000. */
    private long workOff(long from, int steps) {
        long position = from - 1_000;
        look(10_000, Map.of(0, position));
        for (int i = 0; i < steps; i++) {
            position += 20;
            look(10_000, Map.of(0, position));
        }
        return position;
    }

    private void look(long head, Map<Integer, Long> positions) {
        nanos += LOOK.toNanos();
        backlog.look(nanos, head, positions);
    }
}
