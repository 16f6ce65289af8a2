package io.ordertrail.platform.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.Money;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Makes Boot's mapper take what a client says literally: no type is turned into another, for a guess that is wrong once costs more than all
 * the right ones save. What has no value is left out of answers. Fields that we do not know are ignored, so that clients can be newer.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class StrictJson implements JsonMapperBuilderCustomizer, JsonFactoryBuilderCustomizer {

    private static final int LONGEST_NUMBER = 10_000;

    private static final Set<CoercionInputShape> SCALARS = EnumSet.of(CoercionInputShape.Integer, CoercionInputShape.Float,
            CoercionInputShape.Boolean, CoercionInputShape.String, CoercionInputShape.EmptyString);

    /** Past the parser's limit a number is not read at all, and nobody knows whose it was: so the limit is high. */
    @Override
    public void customize(JsonFactoryBuilder factory) {
        factory.streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(LONGEST_NUMBER).build());
    }

    @Override
    public void customize(JsonMapper.Builder mapper) {
        mapper.changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new SimpleModule("Ordertrail").addDeserializer(Instant.class, new InstantReader()))
                .addMixIn(Money.class, NewMoney.class)
                .addMixIn(CurrencyCode.class, NewCurrency.class);
        acceptOnly(mapper, LogicalType.Textual, CoercionInputShape.String, CoercionInputShape.EmptyString);
        acceptOnly(mapper, LogicalType.Integer, CoercionInputShape.Integer);
        acceptOnly(mapper, LogicalType.Float, CoercionInputShape.Float, CoercionInputShape.Integer);
        acceptOnly(mapper, LogicalType.Boolean, CoercionInputShape.Boolean);
        acceptOnly(mapper, LogicalType.Enum, CoercionInputShape.String);
        acceptOnly(mapper, LogicalType.DateTime, CoercionInputShape.String);
        acceptOnly(mapper, LogicalType.OtherScalar, CoercionInputShape.String);
        acceptOnly(mapper, LogicalType.POJO);
        acceptOnly(mapper, LogicalType.Collection);
        acceptOnly(mapper, LogicalType.Map);
    }

    private static void acceptOnly(JsonMapper.Builder mapper, LogicalType target, CoercionInputShape... shapes) {
        Set<CoercionInputShape> refused = EnumSet.copyOf(SCALARS);
        refused.removeAll(Set.of(shapes));
        mapper.withCoercionConfig(target, config -> refused.forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)));
    }

    /** What a client says keeps today's rules, which what is stored need not. */
    private abstract static class NewMoney {

        @JsonCreator
        static Money of(@JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
            throw new IllegalStateException("Only its annotations are read");
        }

        @JsonCreator(mode = JsonCreator.Mode.DISABLED)
        static Money stored(String amount, String currency) {
            throw new IllegalStateException("Only its annotations are read");
        }
    }

    /** The same. */
    private abstract static class NewCurrency {

        @JsonCreator(mode = JsonCreator.Mode.DISABLED)
        NewCurrency(String value) {
            throw new IllegalStateException("Only its annotations are read");
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static CurrencyCode of(String code) {
            throw new IllegalStateException("Only its annotations are read");
        }
    }

    /** Jackson's own would also take numbers, and cares neither for milliseconds nor for the end of the calendar. */
    private static final class InstantReader extends StdScalarDeserializer<Instant> {

        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(getValueType(context), parser);
            }
            return Instants.parse(parser.getString());
        }
    }
}
