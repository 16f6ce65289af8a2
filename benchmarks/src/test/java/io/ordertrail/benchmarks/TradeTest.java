package io.ordertrail.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.EventTypes;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

class TradeTest {

    private static final int EVENTS = 50_000;

    private final List<DomainEventMessage<?>> events = events(1);

    @Test
    void timesNeverGoBackAndEveryAggregateCountsItsEvents() {
        Map<String, Long> next = new HashMap<>();
        Instant last = Instant.MIN;
        for (DomainEventMessage<?> event : events) {
            assertThat(event.getTimestamp()).isAfterOrEqualTo(last);
            last = event.getTimestamp();
            assertThat(event.getSequenceNumber()).isEqualTo(next.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1);
        }
    }

    @Test
    void theSameSeedIsTheSameHistory() {
        assertThat(events(1).stream().map(DomainEventMessage::getIdentifier)).isEqualTo(
                events.stream().map(DomainEventMessage::getIdentifier).toList());
        assertThat(events(2).getLast().getIdentifier()).isNotEqualTo(events.getLast().getIdentifier());
    }

    @Test
    void anOrderTakesAboutFifteenEventsAndTheFirstIsToldOfLast() {
        List<String> orders = events.stream().filter(event -> event.getPayload() instanceof OrderPlaced)
                .map(event -> ((OrderPlaced) event.getPayload()).orderId().value()).toList();
        long ofOrders = events.stream().filter(event -> ((DomainEvent) event.getPayload()).orderId() != null).count();

        assertThat((double) ofOrders / orders.size()).isBetween(13.0, 17.0);
        assertThat(orders.equals(orders.stream().sorted().toList())).as("ids rise with time").isTrue();
        assertThat(((DomainEvent) events.getLast().getPayload()).orderId().value()).isEqualTo(orders.getFirst());
    }

    @Test
    void nearlyEveryKindOfEventOccurs() {
        Set<Class<?>> absent = new HashSet<>(EventTypes.byName().values());
        events.forEach(event -> absent.remove(event.getPayloadType()));

        assertThat(absent).hasSizeLessThan(17);
    }

    private static List<DomainEventMessage<?>> events(long seed) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        new Trade(new History(EVENTS, seed, true)).forEachRemaining(events::add);
        return events;
    }
}
