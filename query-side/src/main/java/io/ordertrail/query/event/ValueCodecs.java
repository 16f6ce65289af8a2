package io.ordertrail.query.event;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TimeZoneName;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/** How the language's values stand in view documents: ids and codes as their text, money as the API writes it. The views' machinery finds it as a service. */
public final class ValueCodecs implements CodecProvider {

    private static final CodecRegistry REGISTRY = CodecRegistries.fromCodecs(
            new TextCodec<>(OrderId.class, OrderId::value, OrderId::new),
            new TextCodec<>(TicketId.class, TicketId::value, TicketId::new),
            new TextCodec<>(DeliveryId.class, DeliveryId::value, DeliveryId::new),
            new TextCodec<>(ConsumerId.class, ConsumerId::value, ConsumerId::new),
            new TextCodec<>(RestaurantId.class, RestaurantId::value, RestaurantId::new),
            new TextCodec<>(CourierId.class, CourierId::value, CourierId::new),
            new TextCodec<>(AccountId.class, AccountId::value, AccountId::new),
            new TextCodec<>(CurrencyCode.class, CurrencyCode::value, CurrencyCode::new),
            new TextCodec<>(TimeZoneName.class, TimeZoneName::value, TimeZoneName::new),
            new MoneyCodec());

    @Override
    public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
        return REGISTRY.get(type, registry);
    }

    /** A value that is one text. */
    private record TextCodec<T>(Class<T> type, Function<T, String> text, Function<String, T> value) implements Codec<T> {

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            return value.apply(reader.readString());
        }

        @Override
        public void encode(BsonWriter writer, T object, EncoderContext context) {
            writer.writeString(text.apply(object));
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }

    /** The amount stays a text, in which no digit can be lost. */
    private record MoneyCodec() implements Codec<Money> {

        private static final String AMOUNT = "amount";
        private static final String CURRENCY = "currency";

        @Override
        public Money decode(BsonReader reader, DecoderContext context) {
            reader.readStartDocument();
            String amount = reader.readString(AMOUNT);
            String currency = reader.readString(CURRENCY);
            reader.readEndDocument();
            return Money.stored(amount, currency);
        }

        @Override
        public void encode(BsonWriter writer, Money money, EncoderContext context) {
            writer.writeStartDocument();
            writer.writeString(AMOUNT, money.amount().toPlainString());
            writer.writeString(CURRENCY, money.currency().value());
            writer.writeEndDocument();
        }

        @Override
        public Class<Money> getEncoderClass() {
            return Money.class;
        }
    }
}
