package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedEventHistoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T17:30:00Z", "2024-02-29T23:59:59.999Z", "1969-12-31T23:59:59.001Z", "2026-11-21T17:30:00.123456Z",
            "0001-01-01T00:00:00.010Z", "+12026-11-21T17:30:00.5Z", "2026-01-01T00:00:00.100Z"})
    void timesAreReadAsAxonWritesThem(String text) {
        Instant time = Instant.parse(text);
        String stored = DateTimeUtils.formatInstant(time);

        assertThat(new EmbeddedEventHistory.Row("Order", "order-1", 0, "1", stored, "OrderApproved", "1", new byte[0], new byte[0])
                .getTimestamp()).isEqualTo(DateTimeUtils.parseInstant(stored));
    }
}
