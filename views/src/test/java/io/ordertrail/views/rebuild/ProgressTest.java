package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordertrail.views.rebuild.build.Share;
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
        assertThat(remaining(share(0, 0, 0, false, null))).isNull();
    }

    @Test
    void theSlowestShareDecidesAndWhatComesAfterwardsIsReckonedWithAllDocuments() {
        // 50 s for the slower one, and twice the 1,000 documents there are half-way.
        assertThat(remaining(share(50_000, 1_000, 500, false, NOW), share(50_000, 2_000, 500, false, NOW))).isCloseTo(52, NEARLY);
    }

    @Test
    void whatNobodyBuildsYetComesAfterThat() {
        assertThat(remaining(share(50_000, 1_000, 1_000, false, NOW), share(50_000, 0, 0, false, null))).isCloseTo(50 + 50 + 2, NEARLY);
    }

    @Test
    void aShareHasGoneOnSinceItWasSavedUnlessItsNodeIsSilent() {
        assertThat(remaining(share(50_000, 1_000, 1_000, false, NOW.minusMillis(500)))).isCloseTo(51.5, NEARLY);
        assertThat(remaining(share(50_000, 1_000, 1_000, false, NOW.minusSeconds(8)))).isCloseTo(52, NEARLY);
    }

    @Test
    void whenAllIsBuiltTheRestRunsDownFromTheEndOfBuilding() {
        Share first = share(TARGET, 1_000, 5_000, true, NOW.minusSeconds(60));
        assertThat(remaining(first, share(TARGET, 1_000, 5_000, true, NOW.minusSeconds(4)))).isCloseTo(6, NEARLY);
        assertThat(remaining(first, share(TARGET, 1_000, 5_000, true, NOW.minusSeconds(20)))).isZero();
    }

    private static Double remaining(Share... shares) {
        return Progress.remaining(List.of(shares), TARGET, AFTERWARDS, NOW);
    }

    private static Share share(long read, double rate, long documents, boolean done, Instant saved) {
        return new Share(0, "a node", read, read, rate, documents, done, saved);
    }
}
