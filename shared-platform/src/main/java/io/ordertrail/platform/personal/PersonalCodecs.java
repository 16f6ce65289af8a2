package io.ordertrail.platform.personal;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.Address;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.PersonName;
import io.ordertrail.events.PersonalValue;
import io.ordertrail.events.Seal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecConfigurationException;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;

/** How personal values stand in view documents: encrypted as they came in their event, or what they say if they were not. */
public final class PersonalCodecs implements CodecProvider {

    private final Supplier<Seals> seals;

    /** @param seals asked when a value is decrypted, not before */
    public PersonalCodecs(Supplier<Seals> seals) {
        this.seals = seals;
    }

    /** Those that the database brings; otherwise such as decrypt nothing. */
    public static CodecProvider of(MongoDatabase database) {
        try {
            if (database.getCodecRegistry().get(PersonName.class) instanceof PersonalCodec<PersonName> codec) {
                return new PersonalCodecs(codec.seals);
            }
        } catch (CodecConfigurationException | UnsupportedOperationException e) {
            // A database that knows nothing of them, or a stand-in for one.
        }
        return new PersonalCodecs(() -> Seals.NONE);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
        return PersonalValue.class.isAssignableFrom(type) && type.isRecord()
                ? (Codec<T>) new PersonalCodec<>(seals, type.asSubclass(PersonalValue.class)) : null;
    }

    private record PersonalCodec<T extends PersonalValue>(Supplier<Seals> seals, Class<T> type) implements Codec<T> {

        private static final String VALUE = "";

        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            if (value.seal() == null) {
                writePlain(writer, value);
                return;
            }
            writer.writeStartDocument();
            writer.writeString(PersonalModule.OWNER, value.seal().owner());
            writer.writeString(PersonalModule.KIND, value.seal().kind());
            writer.writeString(PersonalModule.DATA, value.seal().data());
            writer.writeEndDocument();
        }

        private static void writePlain(BsonWriter writer, PersonalValue value) {
            switch (value) {
                case PersonName name -> writer.writeString(name.value());
                case GeoPoint point -> {
                    writer.writeStartDocument();
                    writer.writeDouble("lat", point.lat());
                    writer.writeDouble("lon", point.lon());
                    writer.writeEndDocument();
                }
                case Address address -> {
                    writer.writeStartDocument();
                    write(writer, "street", address.street());
                    write(writer, "line2", address.line2());
                    write(writer, "city", address.city());
                    write(writer, "postalCode", address.postalCode());
                    write(writer, "country", address.country());
                    write(writer, "note", address.note());
                    writer.writeEndDocument();
                }
            }
        }

        private static void write(BsonWriter writer, String field, String text) {
            if (text != null) {
                writer.writeString(field, text);
            }
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            Map<String, Object> fields = fields(reader);
            if (fields.get(PersonalModule.OWNER) instanceof String owner) {
                return seals.get().open(new Seal(owner, (String) fields.get(PersonalModule.KIND), (String) fields.get(PersonalModule.DATA)),
                        type);
            }
            return type.cast(plain(fields));
        }

        private static Map<String, Object> fields(BsonReader reader) {
            Map<String, Object> fields = new HashMap<>();
            if (reader.getCurrentBsonType() == BsonType.STRING) {
                fields.put(VALUE, reader.readString());
                return fields;
            }
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                String field = reader.readName();
                switch (reader.getCurrentBsonType()) {
                    case STRING -> fields.put(field, reader.readString());
                    case DOUBLE -> fields.put(field, reader.readDouble());
                    default -> reader.skipValue();
                }
            }
            reader.readEndDocument();
            return fields;
        }

        private PersonalValue plain(Map<String, Object> fields) {
            if (type == PersonName.class) {
                return new PersonName((String) fields.get(VALUE));
            }
            return type == GeoPoint.class ? new GeoPoint((Double) fields.get("lat"), (Double) fields.get("lon"))
                    : new Address((String) fields.get("street"), (String) fields.get("line2"), (String) fields.get("city"),
                            (String) fields.get("postalCode"), (String) fields.get("country"), (String) fields.get("note"));
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }
}
