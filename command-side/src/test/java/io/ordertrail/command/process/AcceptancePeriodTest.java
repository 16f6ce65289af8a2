package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

class AcceptancePeriodTest {

    @Test
    void endsAfterTheConfiguredTimeToTheMillisecond() {
        assertThat(new AcceptancePeriod("PT15M").endFrom(Instant.parse("2026-11-21T18:00:00.123456Z")))
                .isEqualTo("2026-11-21T18:15:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "15m", "PT", "PT0S", "-PT1S", "P366D", "P99999999999999999999D"})
    void anythingButAUsableDurationIsRefusedByTheVariablesName(String configured) {
        assertThatExceptionOfType(AcceptancePeriod.Unusable.class).isThrownBy(() -> new AcceptancePeriod(configured))
                .withMessageContaining("ORDERTRAIL_ACCEPTANCE_DEADLINE")
                .withMessageContaining("'" + configured + "'");
    }

    @Test
    void startSaysInOneLineWhatIsWrong() {
        FailureAnalysis analysis = new AcceptancePeriod.UnusableAnalyzer().analyze(
                new IllegalStateException("No context", new AcceptancePeriod.Unusable("soon", null)));

        assertThat(analysis.getDescription() + " " + analysis.getAction()).isEqualTo("ORDERTRAIL_ACCEPTANCE_DEADLINE is 'soon'. "
                + "It must be an ISO-8601 duration above zero and up to a year, such as PT15M.");
    }
}
