package io.ordertrail.views.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class StreamedHistoryTest {

    private final TimedHistory history = new TimedHistory();
    private final StreamedHistory streamed = new StreamedHistory(history.events());

    @Test
    void anEventsPositionIsFoundHoweverItsClockWasSet() {
        List<Duration> times = List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofDays(-300), Duration.ofSeconds(9),
                Duration.ofSeconds(11), Duration.ofDays(4_000), Duration.ofSeconds(12), Duration.ofMinutes(-30), Duration.ofHours(5));
        times.forEach(time -> history.then(time, new OrderApproved(new OrderId("o" + history.messages().size()))));
        for (int i = 0; i < times.size(); i++) {
            assertThat(streamed.position(history.messages().get(i))).as("of the one at %s", times.get(i)).isEqualTo(i + 1);
        }
    }

    @Test
    void anEventOfAnotherStoreHasNone() {
        history.then(Duration.ZERO, new OrderApproved(new OrderId("here")));
        DomainEventMessage<?> other = new GenericDomainEventMessage<>("order", "order-there", 0, new OrderApproved(new OrderId("there")));
        assertThatThrownBy(() -> streamed.position(other)).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                other.getIdentifier());
    }
}
