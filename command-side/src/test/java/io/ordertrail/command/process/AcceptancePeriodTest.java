package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class AcceptancePeriodTest {

    @Test
    void endsAfterTheConfiguredTimeToTheMillisecond() {
        assertThat(new AcceptancePeriod("PT15M").endFrom(Instant.parse("2026-11-21T18:00:00.123456Z")))
                .isEqualTo("2026-11-21T18:15:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "15m", "PT", "PT0S", "-PT1S", "P366D", "P99999999999999999999D"})
    void anythingButAUsableDurationIsRefusedByTheVariablesName(String configured) {
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(() -> new AcceptancePeriod(configured))
                .withMessageContaining("ORDERTRAIL_ACCEPTANCE_DEADLINE")
                .withMessageContaining("'" + configured + "'");
    }
}
