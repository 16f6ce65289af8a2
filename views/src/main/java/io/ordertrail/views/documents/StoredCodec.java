package io.ordertrail.views.documents;

import com.mongodb.MongoException;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Stored;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonReader;
import org.bson.BsonReaderMark;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;

/** How a document and its book-keeping stand in the store. Written by hand, for a record codec cannot know the entry's type. */
final class StoredCodec<E> implements Codec<Stored<E>> {

    private final Codec<E> entries;
    private final Codec<Parked> parkings = Codecs.REGISTRY.get(Parked.class);
    private final Consumer<String> parking;

    /** @param parking parks the document of an id, which cannot be read */
    StoredCodec(Class<E> entryType, CodecRegistry values, Consumer<String> parking) {
        this.entries = values.get(entryType);
        this.parking = parking;
    }

    /** @throws Unreadable when all of it has been passed, so that the reader stands behind it */
    @Override
    public Stored<E> decode(BsonReader reader, DecoderContext context) {
        Reading reading = new Reading(reader);
        String id = null;
        long revision = 0;
        Map<String, Long> sequences = Map.of();
        E entry = null;
        Parked parked = null;
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case Stored.ID -> id = reading.of(reader::readString, null);
                case Stored.REVISION -> revision = reading.of(() -> number(reader), 0L);
                case Stored.SEQUENCES -> sequences = reading.sequences();
                case Stored.ENTRY -> entry = reading.of(() -> entries.decode(reader, context), null);
                case Stored.PARKED -> parked = reading.ofAll(() -> parkings.decode(reader, context), null);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        Stored<E> stored = new Stored<>(id, revision, sequences, entry, parked);
        if (reading.error != null) {
            throw unreadable(stored, reading.error, reading.lost);
        }
        return stored;
    }

    /**
     * @param rest of a document, what could be read of it
     * @param lost whether that does not tell of all aggregates
     */
    Unreadable unreadable(Stored<E> rest, String error, boolean lost) {
        Parked parked = lost ? Parked.lost(error, rest.known()) : Parked.unreadable(error, rest.known());
        return new Unreadable(new Stored<E>(rest.id(), rest.revision(), Map.of(), null, parked), () -> parking.accept(rest.id()));
    }

    /** A hand writes the shorter one, and means the same. */
    private static long number(BsonReader reader) {
        return reader.getCurrentBsonType() == BsonType.INT32 ? reader.readInt32() : reader.readInt64();
    }

    /** Goes on after what cannot be read. */
    private static final class Reading {

        private final BsonReader reader;
        private String error;
        private boolean lost;

        Reading(BsonReader reader) {
            this.reader = reader;
        }

        <T> T of(Supplier<T> value, T otherwise) {
            String field = reader.getCurrentName();
            BsonReaderMark before = reader.getMark();
            try {
                return value.get();
            } catch (MongoException | Refusal e) {
                // What it takes to read it cannot be had just now: that is not the document's fault.
                throw e;
            } catch (RuntimeException e) {
                note(field, e);
                before.reset();
                reader.skipValue();
                return otherwise;
            }
        }

        /** What tells of aggregates: from their streams the document is folded anew. */
        <T> T ofAll(Supplier<T> value, T otherwise) {
            return of(() -> {
                try {
                    return value.get();
                } catch (RuntimeException e) {
                    lost = true;
                    throw e;
                }
            }, otherwise);
        }

        /** All aggregates that it tells of. */
        Map<String, Long> sequences() {
            if (reader.getCurrentBsonType() != BsonType.DOCUMENT) {
                return ofAll(() -> {
                    throw new IllegalStateException("%s is no document".formatted(reader.getCurrentBsonType()));
                }, Map.of());
            }
            Map<String, Long> sequences = new TreeMap<>();
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                sequences.put(reader.readName(), of(() -> number(reader), -1L));
            }
            reader.readEndDocument();
            return sequences;
        }

        /** With the innermost field that is known, which is where a reader stands that has failed. */
        private void note(String field, RuntimeException failure) {
            if (error == null) {
                String at = field;
                try {
                    at = field.equals(reader.getCurrentName()) ? field : "%s … %s".formatted(field, reader.getCurrentName());
                } catch (RuntimeException none) {
                    // It stands at no value: the outer name must do.
                }
                error = "%s: %s".formatted(at, failure);
            }
        }
    }

    @Override
    public void encode(BsonWriter writer, Stored<E> stored, EncoderContext context) {
        writer.writeStartDocument();
        writer.writeString(Stored.ID, stored.id());
        writer.writeInt64(Stored.REVISION, stored.revision());
        writer.writeStartDocument(Stored.SEQUENCES);
        stored.sequences().forEach(writer::writeInt64);
        writer.writeEndDocument();
        if (stored.entry() != null) {
            writer.writeName(Stored.ENTRY);
            entries.encode(writer, stored.entry(), context);
        }
        if (stored.parked() != null) {
            writer.writeName(Stored.PARKED);
            parkings.encode(writer, stored.parked(), context);
        }
        writer.writeEndDocument();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Stored<E>> getEncoderClass() {
        return (Class<Stored<E>>) (Class<?>) Stored.class;
    }
}
