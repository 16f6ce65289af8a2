package io.ordertrail.query.view;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.UnknownSerializedType;

/** From Axon's messages to what projections see. */
final class Recording {

    private Recording() {
    }

    /** Whether events of this type are Ordertrail's, types included that a newer version of it has stored. */
    static boolean ours(Class<?> payloadType) {
        return DomainEvent.class.isAssignableFrom(payloadType) || payloadType == UnknownSerializedType.class;
    }

    /** @throws RuntimeException if the payload cannot be read, which is then the document's problem and not the view's */
    static RecordedEvent of(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof DomainEvent payload)) {
            throw new IllegalArgumentException("An event of a type unknown here: %s".formatted(message.getPayload()));
        }
        Revision revision = payload.getClass().getAnnotation(Revision.class);
        return new RecordedEvent(payload, message.getIdentifier(), revision == null ? null : revision.value(),
                message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                message instanceof TrackedEventMessage<?> tracked ? Positions.of(tracked.trackingToken()) : 0, message.getMetaData());
    }

    /**
     * What decides an event's segment; null if it is not for this view. The aggregate's identifier tells it, so that no payload is read
     * by the one thread that hands events out, but where an aggregate serves many orders.
     */
    static String sequenceOf(Projection<?> projection, DomainEventMessage<?> message) {
        String aggregate = message.getAggregateIdentifier();
        String key = byAggregate(projection, message);
        if (!aggregate.equals(key)) {
            return key;
        }
        String read = keyOf(projection, message);
        int slash = read == null ? -1 : read.indexOf('/');
        return slash < 0 ? read : read.substring(0, slash);
    }

    /**
     * The document an event belongs to, null if none. One that cannot be read is keyed by its aggregate, so that it parks what it would
     * have changed; if even that does not tell the document, it is parked under the aggregate's own name, for to be listed.
     */
    static String keyOf(Projection<?> projection, DomainEventMessage<?> message) {
        try {
            return projection.keyOf(of(message));
        } catch (RuntimeException e) {
            return byAggregate(projection, message);
        }
    }

    /**
     * The key by an event's aggregate alone; the aggregate's own identifier where it takes an order to tell, for that is given as the
     * order.
     */
    private static String byAggregate(Projection<?> projection, DomainEventMessage<?> message) {
        String aggregate = message.getAggregateIdentifier();
        return projection.keyOf(new ConsistencyToken(aggregate, message.getSequenceNumber(), aggregate));
    }
}
