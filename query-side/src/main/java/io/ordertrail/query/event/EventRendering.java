package io.ordertrail.query.event;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.personal.Seals;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Renders events for readers outside, always to the same text: fields in the order of the event's record, metadata by key. What is personal is
 * shown as what it says, as long as it is not forgotten; what is rendered to be kept has it as the event has it stored.
 */
@Component
public class EventRendering {

    /** How what is encrypted begins. */
    private static final String ENCRYPTED = "{\"enc\":";

    private final Serializer stored;
    private final Serializer shown = NamedTypeSerializer.forEvents();

    /** Encrypts nothing that was stored before there were keys: the same event is kept as the same text each time. */
    private final Serializer kept = NamedTypeSerializer.forEvents(Seals.NONE);

    EventRendering(@Qualifier("eventSerializer") Serializer stored) {
        this.stored = stored;
    }

    /** An event from the store as it is shown; nothing if it is none of ours. */
    public Optional<FeedEvent> render(TrackedEventMessage<?> event) {
        return event instanceof DomainEventMessage<?> ours && ours.getPayload() instanceof DomainEvent
                ? Optional.of(render(Recording.of(ours)))
                : Optional.empty();
    }

    /** The event as it is shown: a pure function of it. */
    public FeedEvent render(RecordedEvent event) {
        return rendered(event, shown);
    }

    /** The same to be kept; {@link #opened} makes of it what is shown. */
    public FeedEvent renderToKeep(RecordedEvent event) {
        return rendered(event, kept);
    }

    /** What was kept of an event, as it is shown now. */
    public FeedEvent opened(FeedEvent event) {
        if (!event.payload().contains(ENCRYPTED)) {
            return event;
        }
        Object payload = stored.deserialize(new SimpleSerializedObject<>(event.payload(), String.class, event.type(), event.revision()));
        return new FeedEvent(event.position(), event.id(), event.type(), event.revision(), event.aggregateType(), event.aggregateId(),
                event.sequence(), event.time(), json(payload, shown), event.metadata());
    }

    private FeedEvent rendered(RecordedEvent event, Serializer serializer) {
        return new FeedEvent(event.position(), event.id(), event.type(), event.revision(), aggregateType(event.aggregate()),
                AggregateId.valueOf(event.aggregate()), event.sequence(), event.time(), json(event.payload(), serializer),
                json(new TreeMap<>(event.metadata()), serializer));
    }

    private static String aggregateType(String storedId) {
        String kind = AggregateId.kindOf(storedId);
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    private static String json(Object value, Serializer serializer) {
        return serializer.serialize(value, String.class).getData();
    }
}
