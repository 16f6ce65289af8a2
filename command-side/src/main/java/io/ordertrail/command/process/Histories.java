package io.ordertrail.command.process;

import io.ordertrail.command.UnknownEvents;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** What the aggregates' own events tell a process, which therefore needs no memory: always as stored now, never a view that may lag. */
@Component
public class Histories {

    private final EventStore events;

    public Histories(EventStore events) {
        this.events = events;
    }

    /** All events of one aggregate, oldest first; snapshots are no events. */
    public Stream<DomainEvent> of(AggregateId aggregate) {
        return from(aggregate, 0);
    }

    /** Only the events of one type. */
    public <E extends DomainEvent> Stream<E> of(AggregateId aggregate, Class<E> type) {
        return of(aggregate).filter(type::isInstance).map(type::cast);
    }

    /** The aggregate's last event, without reading what may be a long stream. */
    public Optional<DomainEvent> last(AggregateId aggregate) {
        return lastMessage(aggregate).map(event -> (DomainEvent) UnknownEvents.requireKnown(event));
    }

    /** The same, as it was stored. */
    public Optional<DomainEventMessage<?>> lastMessage(AggregateId aggregate) {
        return events.lastSequenceNumberFor(aggregate.toString()).flatMap(last -> stored(aggregate, last).reduce((older, newer) -> newer));
    }

    /** Whether anything has followed the order's placing: then it is approved or rejected. */
    public boolean isDecided(OrderId order) {
        return events.lastSequenceNumberFor(order.toString()).orElse(0L) > 0;
    }

    /** The same, as they were stored. */
    public Stream<DomainEventMessage<?>> messages(AggregateId aggregate) {
        return stored(aggregate, 0);
    }

    private Stream<DomainEventMessage<?>> stored(AggregateId aggregate, long sequence) {
        return events.readEvents(aggregate.toString(), sequence).asStream().map(event -> event);
    }

    private Stream<DomainEvent> from(AggregateId aggregate, long sequence) {
        return stored(aggregate, sequence)
                .map(UnknownEvents::requireKnown)
                .map(DomainEvent.class::cast);
    }
}
