package io.ordertrail.query.graphql;

import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Answers as the REST API shows them: what GraphQL picks its fields from, so that both say the same. */
@Component
class Shown {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
    };

    private final JsonMapper json;

    Shown(JsonMapper json) {
        this.json = json;
    }

    Map<String, Object> of(Object answer) {
        return json.readValue(json.writeValueAsBytes(answer), FIELDS);
    }
}
