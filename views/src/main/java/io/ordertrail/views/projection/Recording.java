package io.ordertrail.views.projection;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.Positions;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.UnknownSerializedType;

/** From Axon's messages to what projections see: which of them a view takes, into which document, in which share. */
public final class Recording {

    /** By type of event; asking an annotation costs as much as folding an event. */
    private static final ClassValue<Optional<String>> REVISIONS = new ClassValue<>() {

        @Override
        protected Optional<String> computeValue(Class<?> type) {
            return Optional.ofNullable(type.getAnnotation(Revision.class)).map(Revision::value);
        }
    };

    private Recording() {
    }

    /** Whether events of this type are Ordertrail's, types included that a newer version of it has stored. */
    public static boolean ours(Class<?> payloadType) {
        return DomainEvent.class.isAssignableFrom(payloadType) || payloadType == UnknownSerializedType.class;
    }

    /** @throws RuntimeException if the payload cannot be read, which is then the document's problem and not the view's */
    public static RecordedEvent of(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof DomainEvent payload)) {
            throw new IllegalArgumentException("An event of a type unknown here: %s".formatted(message.getPayload()));
        }
        return new RecordedEvent(payload, message.getIdentifier(), REVISIONS.get(payload.getClass()).orElse(null),
                message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                Positions.ofEvent(message), new MetadataOnDemand(message));
    }

    /** Few projections look at it, and it costs as much to read as a payload. */
    private static final class MetadataOnDemand extends AbstractMap<String, Object> {

        private final DomainEventMessage<?> message;

        MetadataOnDemand(DomainEventMessage<?> message) {
            this.message = message;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return message.getMetaData().entrySet();
        }
    }

    /**
     * The event on its way into a view's document; null if it is not for this view. One that cannot be read is keyed by its aggregate, so that
     * it parks what it would have changed; if even that does not tell the document, it is parked under the aggregate's own name, for to be
     * listed.
     */
    public static Arrival arrival(Projection<?> projection, EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> ours) || !ours(message.getPayloadType()) || byAggregate(projection, ours) == null) {
            return null;
        }
        try {
            RecordedEvent event = of(ours);
            String key = projection.keyOf(event);
            return key == null ? null : new Arrival(key, ours, event, null);
        } catch (RuntimeException e) {
            return new Arrival(byAggregate(projection, ours), ours, null, e);
        }
    }

    /**
     * What decides an event's segment; null if it is not for this view. The aggregate's identifier tells it, so that no payload is read
     * by the one thread that hands events out, but where an aggregate serves many orders.
     */
    public static String sequenceOf(Projection<?> projection, DomainEventMessage<?> message) {
        String aggregate = message.getAggregateIdentifier();
        String key = byAggregate(projection, message);
        if (!aggregate.equals(key)) {
            return key;
        }
        Arrival arrival = arrival(projection, message);
        return arrival == null ? null : arrival.sequenceKey();
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
