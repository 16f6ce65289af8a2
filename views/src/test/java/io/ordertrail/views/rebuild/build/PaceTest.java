package io.ordertrail.views.rebuild.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void nothingIsKnownBeforeItHasMoved() {
        assertThat(new Pace(0, 7).perSecond()).isZero();
    }

    @Test
    void aSlowBeginningIsForgotten() {
        Pace pace = new Pace(0, 0);
        long position = 0;
        for (int second = 1; second <= 40; second++) {
            position += second <= 4 ? 10_000 : 100_000;
            pace.at(second * SECOND, position);
        }
        assertThat(pace.perSecond()).isCloseTo(100_000, within(1.0));
    }

    /** From a fifth on, what remains is foretold to within a fifth, although the speed goes up and down by half. */
    @Test
    void aPaceThatSwaysForetellsTheEnd() {
        long target = 4_000_000;
        Pace pace = new Pace(0, 0);
        long position = 0;
        long[] reached = new long[1_000];
        int ticks = 0;
        while (position < target) {
            position += (long) (10_000 * (1 + 0.5 * Math.sin(ticks / 5.0)));
            reached[++ticks] = position;
        }
        for (int tick = 1; tick <= ticks; tick++) {
            pace.at(tick * SECOND / 10, reached[tick]);
            if (reached[tick] > target / 5 && tick < ticks * 0.9) {
                double remaining = (target - reached[tick]) / pace.perSecond();
                assertThat(remaining).as("at %d", reached[tick]).isCloseTo((ticks - tick) / 10.0, Percentage.withPercentage(20));
            }
        }
    }
}
