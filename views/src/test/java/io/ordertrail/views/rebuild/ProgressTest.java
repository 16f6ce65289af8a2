package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertrail.views.rebuild.build.Shard;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");
    private static final long TARGET = 100_000;
    private static final double AFTERWARDS = 1e-3;
    private static final Offset<Double> NEARLY = within(1e-6);

    @Test
    void nothingIsForetoldBeforeAnythingMoves() {
        assertThat(remaining()).isNull();
        assertThat(remaining(shard(0, 0, 0, false, null))).isNull();
    }

    @Test
    void theSlowestShardDecidesAndWhatComesAfterwardsIsReckonedWithAllDocuments() {
        // 50 s for the slower one, and twice the 1,000 documents there are half-way.
        assertThat(remaining(shard(50_000, 1_000, 500, false, NOW), shard(50_000, 2_000, 500, false, NOW))).isCloseTo(52, NEARLY);
    }

    @Test
    void whatNobodyBuildsYetComesAfterThat() {
        assertThat(remaining(shard(50_000, 1_000, 1_000, false, NOW), shard(50_000, 0, 0, false, null))).isCloseTo(50 + 50 + 2, NEARLY);
    }

    @Test
    void aShardHasGoneOnSinceItWasSavedUnlessItsNodeIsSilent() {
        assertThat(remaining(shard(50_000, 1_000, 1_000, false, NOW.minusMillis(500)))).isCloseTo(51.5, NEARLY);
        assertThat(remaining(shard(50_000, 1_000, 1_000, false, NOW.minusSeconds(8)))).isCloseTo(52, NEARLY);
    }

    @Test
    void whenAllIsBuiltTheRestRunsDownFromTheEndOfBuilding() {
        Shard first = shard(TARGET, 1_000, 5_000, true, NOW.minusSeconds(60));
        assertThat(remaining(first, shard(TARGET, 1_000, 5_000, true, NOW.minusSeconds(4)))).isCloseTo(6, NEARLY);
        assertThat(remaining(first, shard(TARGET, 1_000, 5_000, true, NOW.minusSeconds(20)))).isZero();
    }

    private static Double remaining(Shard... shards) {
        return Progress.remaining(List.of(shards), TARGET, AFTERWARDS, NOW);
    }

    private static Shard shard(long read, double rate, long documents, boolean done, Instant saved) {
        return new Shard(0, "a node", read, read, rate, documents, done, saved);
    }
}
