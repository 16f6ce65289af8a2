package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.query.dashboard.Curve.Sample;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void theNewestStandsAtTheRightAndTheHighestAtTheTop() {
        Curve curve = Curve.of(List.of(at(0, 0), at(60, 50), at(120, 25)));
        assertThat(curve).isEqualTo(new Curve("0.0,39.0 120.0,1.0 240.0,20.0", 50));
    }

    @Test
    void aLittleLagLooksLittle() {
        assertThat(Curve.of(List.of(at(0, 1)))).isEqualTo(new Curve("240.0,35.2", 1));
    }

    @Test
    void aLevelStretchIsTwoPoints() {
        assertThat(Curve.of(IntStream.rangeClosed(0, 120).mapToObj(second -> at(second, 0)).toList()).points())
                .isEqualTo("0.0,39.0 240.0,39.0");
    }

    @Test
    void nothingIsNoCurve() {
        assertThat(Curve.of(List.of())).isEqualTo(new Curve("", 0));
    }

    private static Sample at(int second, long lag) {
        return new Sample(Seen.NOW.plusSeconds(second), lag);
    }
}
