package io.ordertrail.platform.parking;

import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;

/** Events found again by their names, and what they are, be they known here or not. */
final class StoredEvents {

    private StoredEvents() {
    }

    /** Nothing if the store has another event there, or none: then it is not the store in which it was parked. */
    static Optional<DomainEventMessage<?>> find(EventStore events, ParkedEvent parked) {
        DomainEventStream stream = events.readEvents(parked.aggregate(), parked.sequence());
        if (!stream.hasNext()) {
            return Optional.empty();
        }
        DomainEventMessage<?> found = stream.next();
        return found.getIdentifier().equals(parked.id()) ? Optional.of(found) : Optional.empty();
    }

    /** As it is stored, found out without reading what the event says. */
    static SerializedType typeOf(EventMessage<?> event, Serializer serializer) {
        return event.getPayloadType() == UnknownSerializedType.class ? ((UnknownSerializedType) event.getPayload()).serializedType()
                : serializer.typeForClass(event.getPayloadType());
    }

    /** What it says, as JSON. Nothing if that cannot be read, which may be why it is parked. */
    static Optional<String> payloadOf(EventMessage<?> event, Serializer serializer) {
        try {
            return Optional.of(event.getPayloadType() == UnknownSerializedType.class
                    ? ((UnknownSerializedType) event.getPayload()).readData(String.class)
                    : event.serializePayload(serializer, String.class).getData());
        } catch (SerializationException unreadable) {
            return Optional.empty();
        }
    }
}
