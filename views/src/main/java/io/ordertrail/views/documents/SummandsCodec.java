package io.ordertrail.views.documents;

import io.ordertrail.views.projection.Summand;
import io.ordertrail.views.projection.Summands;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * How summands stand in the store: {@code {name: "revision since number number …"}}. One text each takes a third of the bytes, and of the time to
 * read, that a document of fields would, and no digit can be lost in it.
 */
final class SummandsCodec implements Codec<Summands> {

    @Override
    public Summands decode(BsonReader reader, DecoderContext context) {
        Map<String, Summand> byName = new LinkedHashMap<>();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            byName.put(reader.readName(), summand(reader.readString()));
        }
        reader.readEndDocument();
        return new Summands(byName);
    }

    @Override
    public void encode(BsonWriter writer, Summands summands, EncoderContext context) {
        writer.writeStartDocument();
        summands.byName().forEach((name, summand) -> writer.writeString(name, text(summand)));
        writer.writeEndDocument();
    }

    private static String text(Summand summand) {
        return "%d %d %s".formatted(summand.revision(), summand.since(),
                summand.numbers().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" ")));
    }

    private static Summand summand(String text) {
        int since = text.indexOf(' ') + 1;
        int number = text.indexOf(' ', since) + 1;
        List<BigDecimal> numbers = new ArrayList<>();
        for (int next = number; next <= text.length();) {
            int end = text.indexOf(' ', next);
            end = end < 0 ? text.length() : end;
            numbers.add(new BigDecimal(text.substring(next, end)));
            next = end + 1;
        }
        return new Summand(Long.parseLong(text, 0, since - 1, 10), Long.parseLong(text, since, number - 1, 10), numbers);
    }

    @Override
    public Class<Summands> getEncoderClass() {
        return Summands.class;
    }
}
