package io.ordertrail.platform.time;

import static io.ordertrail.platform.time.SetTime.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardClockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final SetTime time = new SetTime();
    private final ForwardClock clock = new ForwardClock(time, time::nanos);

    @Test
    void setBackItGoesOnByTheTimeThatPasses() {
        time.setBack(TWO_MINUTES);
        time.pass(SECOND);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void setBackItIsTheWallClockAgainOnceThatHasBeenSetRight() {
        time.setBack(TWO_MINUTES);
        time.pass(SECOND);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
        time.setForward(TWO_MINUTES.plus(SECOND));

        assertThat(clock.instant()).isEqualTo(time.instant());
    }

    @Test
    void setForwardItFollows() {
        time.setForward(TWO_MINUTES);

        assertThat(clock.instant()).isEqualTo(START.plus(TWO_MINUTES));
    }

    @Test
    void aSmallCorrectionIsWaitedForAndNeverGoesBack() {
        clock.instant();
        time.setBack(Duration.ofMillis(400));
        assertThat(clock.instant()).isEqualTo(START);
        time.pass(Duration.ofMillis(300));
        assertThat(clock.instant()).isEqualTo(START);
        time.pass(Duration.ofMillis(300));

        assertThat(clock.instant()).isEqualTo(time.instant());
    }

    @Test
    void aTimeOfTheWallClockIsLaterByWhatThatWasSetBack() {
        assertThat(clock.of(START.plus(TWO_MINUTES))).isEqualTo(START.plus(TWO_MINUTES));

        time.setBack(TWO_MINUTES);

        assertThat(clock.of(time.instant().plusSeconds(60))).isEqualTo(START.plusSeconds(60));
    }
}
