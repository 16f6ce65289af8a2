package io.ordertrail.views.history;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.events.InMemoryEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.beans.factory.ObjectProvider;

/** A store of events whose clocks do not agree: each event says when it is to have happened. */
public final class TimedHistory {

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<DomainEventMessage<?>> messages = new ArrayList<>();

    /** @param after {@link History#BEGIN} */
    public TimedHistory then(Duration after, DomainEvent event) {
        Instant time = History.BEGIN.plus(after);
        String aggregate = History.aggregateOf(event).toString();
        DomainEventMessage<?> message = new GenericDomainEventMessage<>(AggregateId.kindOf(aggregate), aggregate,
                sequences.merge(aggregate, 0L, (before, start) -> before + 1), event, MetaData.emptyInstance(),
                UUID.randomUUID().toString(), time);
        messages.add(message);
        events.publish(message);
        return this;
    }

    public EventStore events() {
        return events;
    }

    public List<DomainEventMessage<?>> messages() {
        return messages;
    }

    public AggregateStreams streams() {
        return new AggregateStreams(events, new ObjectProvider<>() {

            @Override
            public EventHistory getIfAvailable() {
                return null;
            }
        });
    }
}
