package io.ordertrail.views.history;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * A stored event too large for events to be kept by their number: queues and caches hold it without its payload, which is read anew for whoever
 * asks when nobody has it in hand. It tells how large it is.
 */
public final class HeavyEvent<T> implements DomainEventMessage<T>, TrackedEventMessage<T> {

    private static final long serialVersionUID = 1L;

    /** Bytes of a stored payload from which on an event is heavy. */
    public static final int LEAST = 32 << 10;

    private final transient TrackingToken token;
    private final String id;
    private final String type;
    private final String aggregate;
    private final long sequence;
    private final Instant time;
    private final Class<T> payloadType;
    private final MetaData metaData;
    private final int bytes;
    private final transient Supplier<? extends EventMessage<T>> stored;
    private transient volatile WeakReference<EventMessage<T>> whole;

    private HeavyEvent(DomainEventMessage<T> event, TrackingToken token, MetaData metaData, int bytes,
            Supplier<? extends EventMessage<T>> stored, WeakReference<EventMessage<T>> whole) {
        this.token = token;
        this.id = event.getIdentifier();
        this.type = event.getType();
        this.aggregate = event.getAggregateIdentifier();
        this.sequence = event.getSequenceNumber();
        this.time = event.getTimestamp();
        this.payloadType = event.getPayloadType();
        this.metaData = metaData;
        this.bytes = bytes;
        this.stored = stored;
        this.whole = whole;
    }

    /**
     * The event as queues should hold it: itself, unless it is heavy.
     *
     * @param bytes of its payload as it is stored
     * @param stored reads it again
     */
    public static TrackedEventMessage<?> of(TrackedEventMessage<?> event, int bytes, Supplier<? extends EventMessage<?>> stored) {
        return bytes >= LEAST && event instanceof DomainEventMessage<?> ours ? of(ours, event.trackingToken(), bytes, stored) : event;
    }

    @SuppressWarnings("unchecked") // what is read again is the same event
    private static <T> HeavyEvent<T> of(DomainEventMessage<T> event, TrackingToken token, int bytes,
            Supplier<? extends EventMessage<?>> stored) {
        return new HeavyEvent<>(event, token, event.getMetaData(), bytes, (Supplier<? extends EventMessage<T>>) stored,
                new WeakReference<>(event));
    }

    /** Bytes of an event's payload as it is stored, 0 if it is not heavy. */
    public static int bytesOf(EventMessage<?> event) {
        return event instanceof HeavyEvent<?> heavy ? heavy.bytes : 0;
    }

    private EventMessage<T> whole() {
        EventMessage<T> event = whole.get();
        if (event == null) {
            event = stored.get();
            whole = new WeakReference<>(event);
        }
        return event;
    }

    @Override
    public T getPayload() {
        return whole().getPayload();
    }

    @Override
    public <R> SerializedObject<R> serializePayload(Serializer serializer, Class<R> representation) {
        return whole().serializePayload(serializer, representation);
    }

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public HeavyEvent<T> withTrackingToken(TrackingToken other) {
        return new HeavyEvent<>(this, other, metaData, bytes, stored, whole);
    }

    @Override
    public HeavyEvent<T> withMetaData(Map<String, ?> other) {
        return new HeavyEvent<>(this, token, MetaData.from(other), bytes, stored, whole);
    }

    @Override
    public HeavyEvent<T> andMetaData(Map<String, ?> more) {
        return withMetaData(metaData.mergedWith(more));
    }

    @Override
    public String getIdentifier() {
        return id;
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregate;
    }

    @Override
    public long getSequenceNumber() {
        return sequence;
    }

    @Override
    public Instant getTimestamp() {
        return time;
    }

    @Override
    public Class<T> getPayloadType() {
        return payloadType;
    }

    @Override
    public MetaData getMetaData() {
        return metaData;
    }
}
