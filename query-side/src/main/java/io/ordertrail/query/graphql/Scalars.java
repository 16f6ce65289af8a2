package io.ordertrail.query.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import io.ordertrail.events.InvalidValueException;
import io.ordertrail.platform.web.Instants;
import java.time.Instant;
import java.util.Locale;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Values that GraphQL does not have itself: answered as they are, for the REST API has written them; instants are read by its rule, too. */
@Component
class Scalars implements RuntimeWiringConfigurer {

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.scalar(scalar("Instant", new Times())).scalar(scalar("Long", new AsItIs())).scalar(scalar("JSON", new AsItIs()));
    }

    private static GraphQLScalarType scalar(String name, Coercing<?, ?> values) {
        return GraphQLScalarType.newScalar().name(name).coercing(values).build();
    }

    /** No argument has such a value. */
    private static class AsItIs implements Coercing<Object, Object> {

        @Override
        public Object serialize(Object value, GraphQLContext context, Locale locale) {
            return value;
        }
    }

    private static final class Times extends AsItIs {

        @Override
        public Instant parseValue(Object value, GraphQLContext context, Locale locale) {
            try {
                return value instanceof Instant instant ? instant : Instants.parse(value instanceof String text ? text : "");
            } catch (InvalidValueException e) {
                throw new CoercingParseValueException(e.getMessage());
            }
        }

        @Override
        public Instant parseLiteral(Value<?> value, CoercedVariables variables, GraphQLContext context, Locale locale) {
            try {
                return Instants.parse(value instanceof StringValue text ? text.getValue() : "");
            } catch (InvalidValueException e) {
                throw new CoercingParseLiteralException(e.getMessage());
            }
        }

        @Override
        public Value<?> valueToLiteral(Object value, GraphQLContext context, Locale locale) {
            return StringValue.of(value.toString());
        }
    }
}
