package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AcceptancePeriodTest {

    @Test
    void endsAfterTheConfiguredTimeToTheMillisecond() {
        assertThat(new AcceptancePeriod(Duration.ofMinutes(15)).endFrom(Instant.parse("2026-11-21T18:00:00.123456Z")))
                .isEqualTo("2026-11-21T18:15:00.123Z");
    }
}
