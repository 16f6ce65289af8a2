package io.ordertrail.query.consumer;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.ConsumerEvent.ConsumerForgotten;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.ConsumerEvent.ConsumerRenamed;
import io.ordertrail.events.ConsumerEvent.OrderLimitChanged;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.springframework.stereotype.Component;

/** The consumers, one document each. */
@Component
class ConsumerProjection implements Projection<ConsumerEntry> {

    @Override
    public String view() {
        return "consumers";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<ConsumerEntry> entryType() {
        return ConsumerEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof ConsumerEvent e ? e.consumerId().value() : null;
    }

    @Override
    public ConsumerEntry evolve(ConsumerEntry entry, RecordedEvent event) {
        return switch ((ConsumerEvent) event.payload()) {
            case ConsumerRegistered e -> new ConsumerEntry(e.consumerId(), event.sequence(), e.name(), e.orderLimit());
            case ConsumerRenamed e -> new ConsumerEntry(entry.id(), event.sequence(), e.name(), entry.orderLimit());
            case OrderLimitChanged e -> new ConsumerEntry(entry.id(), event.sequence(), entry.name(), e.orderLimit());
            case ConsumerForgotten e -> ConsumerEntry.forgotten(e.consumerId(), event.sequence());
        };
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("consumer") ? AggregateId.valueOf(token.aggregate()) : null;
    }
}
