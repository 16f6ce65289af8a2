package io.ordertrail.views.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Test
    void everyStoresFirstEventStandsAtOne() {
        assertThat(Positions.of(new GlobalSequenceTrackingToken(0))).isEqualTo(1);
        assertThat(Positions.of(jdbc(1))).isEqualTo(1);
    }

    @Test
    void nothingReadStandsAtNought() {
        assertThat(Positions.of(null)).isZero();
        assertThat(Positions.of(new GlobalSequenceTrackingToken(-1))).isZero();
        assertThat(Positions.of(ReplayToken.createReplayToken(jdbc(9), null))).isZero();
    }

    @Test
    void aSegmentBeingMergedStandsWhereAllOfItIsDone() {
        assertThat(Positions.of(new MergedTrackingToken(jdbc(7), jdbc(5)))).isEqualTo(5);
    }

    @Test
    void aPositionBecomesTheTokenItCameFrom() {
        for (TrackingToken token : List.of(new GlobalSequenceTrackingToken(41), jdbc(42))) {
            assertThat(Positions.after(Positions.of(token), token)).isEqualTo(token);
            assertThat(Positions.after(0, token)).isNull();
        }
        assertThat(Positions.after(42, null)).isNull();
    }

    private static GapAwareTrackingToken jdbc(long index) {
        return GapAwareTrackingToken.newInstance(index, List.of());
    }
}
