package io.ordertrail.views.projection;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.history.Positions;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    /** @throws RuntimeException if the payload cannot be read, which is then the document's problem and not the view's */
    public static RecordedEvent of(DomainEventMessage<?> message) {
        Object payload = message.getPayload();
        if (payload instanceof UnknownSerializedType) {
            throw new IllegalArgumentException("%s: %s".formatted(Parked.UNKNOWN_TYPE, payload));
        }
        return new RecordedEvent(payload, message.getIdentifier(), REVISIONS.get(payload.getClass()).orElse(null),
                message.getAggregateIdentifier(), message.getSequenceNumber(), message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                () -> Positions.ofEvent(message), new MetadataOnDemand(message));
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
     * The event on its way into a view's document; null if it is not for this view. One that cannot be read parks the document that it would
     * have changed, if its aggregate alone tells which that is; if not, it goes astray, and is noted where {@link #strayOf} says.
     */
    public static Arrival arrival(Projection<?> projection, EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> ours) || byAggregate(projection, ours) == null) {
            return null;
        }
        try {
            RecordedEvent event = of(ours);
            String key = projection.keyOf(event);
            return key == null ? null : new Arrival(key, ours, event, null, false);
        } catch (RuntimeException e) {
            String document = documentOf(projection, ours.getAggregateIdentifier(), ours.getSequenceNumber());
            return document == null
                    ? new Arrival(strayOf(projection, ours.getAggregateIdentifier()), ours, null, e, true)
                    : new Arrival(document, ours, null, e, false);
        }
    }

    /** Id of the document that an aggregate's event goes into; null where it takes an order to tell, or the view has no such events. */
    static String documentOf(Projection<?> projection, String aggregate, long sequence) {
        ConsistencyToken token = new ConsistencyToken(aggregate, sequence, "");
        return projection.keyOf(token) == null ? null : projection.seenIn(token);
    }

    /**
     * Id of the document that notes which of an aggregate's events have gone astray; null where none can. While there is such a document,
     * nobody can say of the later events either that what shows them shows all that came before.
     */
    public static String strayOf(Projection<?> projection, String aggregate) {
        return documentOf(projection, aggregate, 0) == null ? byAggregate(projection, aggregate, 0) : null;
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
     * Whether who has some of the sequences is to have an event. One that has gone astray is for everybody: whoever folds the later ones of its
     * aggregate has noted it before.
     */
    public static boolean isFor(Projection<?> projection, DomainEventMessage<?> message, Predicate<String> sequences) {
        String aggregate = message.getAggregateIdentifier();
        String key = byAggregate(projection, message);
        if (!aggregate.equals(key)) {
            return key != null && sequences.test(key);
        }
        Arrival arrival = arrival(projection, message);
        return arrival != null && (arrival.astray() || sequences.test(arrival.sequenceKey()));
    }

    /**
     * The key by an event's aggregate alone; the aggregate's own identifier where it takes an order to tell, for that is given as the
     * order.
     */
    private static String byAggregate(Projection<?> projection, DomainEventMessage<?> message) {
        return byAggregate(projection, message.getAggregateIdentifier(), message.getSequenceNumber());
    }

    private static String byAggregate(Projection<?> projection, String aggregate, long sequence) {
        return projection.keyOf(new ConsistencyToken(aggregate, sequence, aggregate));
    }
}
