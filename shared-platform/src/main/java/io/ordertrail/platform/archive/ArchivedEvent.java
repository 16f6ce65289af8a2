package io.ordertrail.platform.archive;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/**
 * One event as it is stored, whatever the store.
 *
 * @param position in the store that it comes from, as the feed shows it
 * @param id the event's own
 * @param aggregateType as Axon stores it
 * @param time when it happened, milliseconds since 1970
 * @param type of the payload, its stored name
 * @param revision of the payload, empty for none
 * @param metadata JSON
 * @param payload as it is stored
 */
public record ArchivedEvent(long position, String id, String aggregateType, String aggregate, long sequence, long time, String type,
        String revision, byte[] metadata, byte[] payload) {

    /** Fewer bytes than that would be a broken archive, not an event. */
    private static final int MOST_BYTES = 64 << 20;

    void write(DataOutputStream out) throws IOException {
        out.writeLong(position);
        write(out, id);
        write(out, aggregateType);
        write(out, aggregate);
        out.writeLong(sequence);
        out.writeLong(time);
        write(out, type);
        write(out, revision);
        write(out, metadata);
        write(out, payload);
    }

    static ArchivedEvent read(DataInputStream in) throws IOException {
        return new ArchivedEvent(in.readLong(), text(in), text(in), text(in), in.readLong(), in.readLong(), text(in), text(in), bytes(in),
                bytes(in));
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("a length of %d bytes".formatted(length));
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("an event that is cut");
        }
        return bytes;
    }

    /** So much of a block. */
    int size() {
        return payload.length + metadata.length + aggregate.length() + id.length() + type.length() + 64;
    }

    /** What Axon reads events from. */
    public DomainEventData<byte[]> data() {
        return new Data(this);
    }

    private record Data(ArchivedEvent event) implements DomainEventData<byte[]> {

        @Override
        public String getType() {
            return event.aggregateType;
        }

        @Override
        public String getAggregateIdentifier() {
            return event.aggregate;
        }

        @Override
        public long getSequenceNumber() {
            return event.sequence;
        }

        @Override
        public String getEventIdentifier() {
            return event.id;
        }

        @Override
        public Instant getTimestamp() {
            return Instant.ofEpochMilli(event.time);
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(event.metadata, byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return new SimpleSerializedObject<>(event.payload, byte[].class, event.type, event.revision.isEmpty() ? null : event.revision);
        }
    }
}
