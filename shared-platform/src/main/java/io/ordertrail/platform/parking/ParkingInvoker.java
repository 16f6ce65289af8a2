package io.ordertrail.platform.parking;

import io.ordertrail.platform.processors.StorePositions;
import io.ordertrail.platform.time.ForwardClock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to their handlers, but for those of parked sequences, which it puts behind the others. An event that fails is parked, unless
 * what it failed with is everybody's trouble. Which sequences are parked is read once when a segment is claimed; from then on only this node
 * parks any of its, so an event that all is well with costs no look at the store. Safe for several threads with different sequences.
 */
class ParkingInvoker implements EventHandlerInvoker {

    private static final Logger LOG = LoggerFactory.getLogger(ParkingInvoker.class);

    private final EventHandlerInvoker handlers;
    private final SequencingPolicy<? super EventMessage<?>> sequences;
    private final ParkedEventRepository repository;
    private final Trouble trouble;
    private final ForwardClock clock;
    private final Serializer serializer;
    private final Tally tally;

    /** Of segments of which this node has had an event since it claimed them; may name a sequence that has been healed since. */
    private final Map<Segment, Set<String>> parked = new ConcurrentHashMap<>();

    ParkingInvoker(EventHandlerInvoker handlers, SequencingPolicy<? super EventMessage<?>> sequences, ParkedEventRepository repository,
            Trouble trouble, ForwardClock clock, Serializer serializer, Tally tally) {
        this.handlers = handlers;
        this.sequences = sequences;
        this.repository = repository;
        this.trouble = trouble;
        this.clock = clock;
        this.serializer = serializer;
        this.tally = tally;
    }

    /** Asked for each segment: the handlers are not, for all but one of them. */
    @Override
    public boolean canHandle(EventMessage<?> event, Segment segment) {
        try {
            return segment.matches(Objects.hashCode(sequences.getSequenceIdentifierFor(event)))
                    && (isUnknown(event) || handlers.canHandle(event, segment));
        } catch (Error e) {
            // It would leave a processor that does nothing any more.
            throw new IllegalStateException(e.toString(), e);
        }
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return payloadType == UnknownSerializedType.class || handlers.canHandleType(payloadType);
    }

    private static boolean isUnknown(EventMessage<?> event) {
        return event.getPayloadType() == UnknownSerializedType.class;
    }

    @Override
    public void handle(EventMessage<?> event, Segment segment) throws Exception {
        String sequence = String.valueOf(sequences.getSequenceIdentifierFor(event));
        Set<String> standing = parked.computeIfAbsent(segment, claimed -> known());
        if (standing.contains(sequence)) {
            if (repository.append(sequence, named(event))) {
                LOG.info("{} waits behind the parked events of {}", typeOf(event).getName(), sequence);
                return;
            }
            standing.remove(sequence);
        }
        try {
            handle(event);
            trouble.over(event.getIdentifier());
        } catch (Exception | Error failure) {
            if (trouble.holds(event.getIdentifier(), failure)) {
                // An error would leave the segment neither working nor free.
                throw failure instanceof Exception exception ? exception : new ExecutionException(failure);
            }
            park(sequence, event, failure);
            standing.add(sequence);
        }
    }

    private Set<String> known() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        known.addAll(repository.ids());
        return known;
    }

    /** To all handlers, whatever is parked: for the events whose turn it is again, too. */
    void handle(EventMessage<?> event) throws Exception {
        if (isUnknown(event)) {
            throw new UnknownEvent(typeOf(event));
        }
        handlers.handle(event, Segment.ROOT_SEGMENT);
    }

    private void park(String sequence, EventMessage<?> event, Throwable failure) {
        ParkedEvent named = named(event);
        repository.park(sequence, named, Cause.of(failure), clock.instant(), clock.instant().plus(Backoff.after(1)));
        tally.count(failure);
        LOG.warn("{} ({}) cannot be handled: {} is parked at it and goes on when that can be", named.type(), named.id(), sequence, failure);
    }

    private ParkedEvent named(EventMessage<?> event) {
        long position = event instanceof TrackedEventMessage<?> tracked ? StorePositions.of(tracked.trackingToken()) : 0;
        return ParkedEvent.of((DomainEventMessage<?>) event, typeOf(event).getName(), position);
    }

    private SerializedType typeOf(EventMessage<?> event) {
        return StoredEvents.typeOf(event, serializer);
    }

    @Override
    public void segmentReleased(Segment segment) {
        parked.remove(segment);
        handlers.segmentReleased(segment);
    }

    @Override
    public boolean supportsReset() {
        return handlers.supportsReset();
    }
}
