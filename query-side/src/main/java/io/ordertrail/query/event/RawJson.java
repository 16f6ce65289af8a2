package io.ordertrail.query.event;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads any JSON value as its text: the other direction of {@code @JsonRawValue}, for answers that come from another node. */
final class RawJson extends StdDeserializer<String> {

    RawJson() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        return context.readTree(parser).toString();
    }
}
