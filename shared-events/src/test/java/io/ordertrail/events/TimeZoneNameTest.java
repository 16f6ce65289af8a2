package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kind: a JDK knows other zones than the one that took the name. */
class TimeZoneNameTest {

    @Test
    void aKnownNameHasItsRules() {
        assertThat(new TimeZoneName("Europe/Vienna").rules()).isEqualTo(ZoneId.of("Europe/Vienna"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US/Pacific-New", "Europe/Atlantis", "", "Not a zone"})
    void anUnknownNameIsKeptAndReckonedAsUtc(String name) {
        assertThat(new TimeZoneName(name)).hasToString(name).extracting(TimeZoneName::rules).isEqualTo(ZoneOffset.UTC);
    }
}
