package io.ordertrail.views.documents;

import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Stored;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonReader;
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

    StoredCodec(Class<E> entryType, CodecRegistry values) {
        this.entries = values.get(entryType);
    }

    @Override
    public Stored<E> decode(BsonReader reader, DecoderContext context) {
        String id = null;
        long revision = 0;
        Map<String, Long> sequences = Map.of();
        E entry = null;
        Parked parked = null;
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case Stored.ID -> id = reader.readString();
                case Stored.REVISION -> revision = reader.readInt64();
                case Stored.SEQUENCES -> sequences = readSequences(reader);
                case Stored.ENTRY -> entry = entries.decode(reader, context);
                case Stored.PARKED -> parked = parkings.decode(reader, context);
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return new Stored<>(id, revision, sequences, entry, parked);
    }

    private static Map<String, Long> readSequences(BsonReader reader) {
        Map<String, Long> sequences = new TreeMap<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            sequences.put(reader.readName(), reader.readInt64());
        }
        reader.readEndDocument();
        return sequences;
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
