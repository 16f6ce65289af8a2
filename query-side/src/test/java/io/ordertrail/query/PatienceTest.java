package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PatienceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"wait=20 | 20", "respond-async, wait=20 | 20", "WAIT = \"7\" | 7",
            "handling=lenient; x=1, wait=99999 | 30", "wait=30 | 30", "wait=31 | 30"})
    void aRequestWaitsAsLongAsItPrefersAndThirtySecondsAtMost(String preference, long seconds) {
        assertThat(preferring(preference)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait=0", "wait=soon", "await=20", "return=minimal"})
    void whatIsNotUnderstoodIsNoPreference(String preference) {
        assertThat(preferring(preference)).isZero();
    }

    @Test
    void whoSaysNothingDoesNotWait() {
        assertThat(Patience.of(new MockHttpServletRequest())).isZero();
    }

    private static Duration preferring(String preference) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Prefer", preference);
        return Patience.of(request);
    }
}
