package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private final Words words = new Words();

    @ParameterizedTest
    @CsvSource({"0.04, 0.0 s", "9.94, 9.9 s", "12.4, 12 s", "59.6, 1 min 0 s", "200, 3 min 20 s", "7500, 2 h 5 min", "100000, 1 d 3 h",
            ", –"})
    void aDurationIsAsExactAsItMatters(Double seconds, String text) {
        assertThat(words.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0", "9999, 10000, 99", "10000, 10000, 100", "-1, 10, 0", "0, 0, 100", "12, 10, 100"})
    void onlyWhatIsDoneIsAHundredPerCent(long part, long whole, int percent) {
        assertThat(words.percent(part, whole)).isEqualTo(percent);
    }

    @Test
    void numbersAreGroupedAndCounted() {
        assertThat(words.count(1_234_567L)).isEqualTo("1,234,567");
        assertThat(words.count(1, "event")).isEqualTo("1 event");
        assertThat(words.count(0, "event")).isEqualTo("0 events");
        assertThat(words.count((Number) null)).isEqualTo("–");
    }
}
