package io.ordertrail.query.event;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Renders events for readers outside, always to the same text: fields in the order of the event's record, metadata by key. */
@Component
public class EventRendering {

    private final Serializer serializer;

    EventRendering(@Qualifier("eventSerializer") Serializer serializer) {
        this.serializer = serializer;
    }

    /** An event from the store as it is shown; nothing if it is none of ours. */
    public Optional<FeedEvent> render(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ours && ours.getPayload() instanceof DomainEvent
                ? Optional.of(render(Recording.of(ours)))
                : Optional.empty();
    }

    /** The event as it is shown: a pure function of it. */
    public FeedEvent render(RecordedEvent event) {
        return new FeedEvent(event.position(), event.id(), event.type(), event.revision(), aggregateType(event.aggregate()),
                AggregateId.valueOf(event.aggregate()), event.sequence(), event.time(), json(event.payload()), sorted(event.metadata()));
    }

    private static String aggregateType(String storedId) {
        String kind = AggregateId.kindOf(storedId);
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private String sorted(Map<String, Object> metadata) {
        return json(new TreeMap<>(metadata));
    }

    private String json(Object value) {
        return serializer.serialize(value, String.class).getData();
    }
}
