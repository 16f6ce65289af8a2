package io.ordertrail.platform.signs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LastHourTest {

    private static final long START = Long.MAX_VALUE - 1;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final LastHour counted = new LastHour(START);

    @Test
    void whatWasCountedGoesAfterAnHour() {
        assertThat(counted.of(2, START)).as("before it was seen first, and since").isEqualTo(2);
        assertThat(counted.of(2, START + HOUR / 2)).isEqualTo(2);
        assertThat(counted.of(5, START + HOUR / 2 + SECOND)).isEqualTo(5);
        assertThat(counted.of(5, START + HOUR)).as("half an hour later").isEqualTo(3);
        assertThat(counted.of(5, START + 2 * HOUR)).isZero();
        assertThat(counted.of(6, START + 2 * HOUR + SECOND)).isEqualTo(1);
    }

    @Test
    void whatIsCountedAllTheTimeIsAsMuchAsComesInAnHour() {
        assertThat(LongStream.rangeClosed(0, 20_000).mapToDouble(second -> counted.of(second, START + second * SECOND)).skip(4_000))
                .allMatch(
                        count -> count >= 3_600 - 60 && count <= 3_600 + 60);
    }
}
