package io.ordertrail.query.orderhistory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand trials, each from its seed. More of them: {@code -Dtest=TrialTest -Dtrial.seeds=5000000}; one that failed, alone:
 * {@code -Dtest=TrialTest -Dtrial.seed=4711}.
 */
class TrialTest {

    private static final long SEEDS = Long.getLong("trial.seeds", 10_000);
    private static final Long ONE = Long.getLong("trial.seed");

    @Test
    void whateverGoesWrongTheViewIsWhatAPlainFoldMakesOfTheEvents() {
        (ONE == null ? LongStream.range(0, SEEDS).parallel() : LongStream.of(ONE)).forEach(TrialTest::tryOne);
    }

    private static void tryOne(long seed) {
        try {
            Trial trial = new Trial(seed);
            assertThat(trial.followed()).isEqualTo(trial.expected());
            assertThat(trial.built()).isEqualTo(trial.expected());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Seed %d: %s".formatted(seed, e.getMessage()), e);
        }
    }
}
