package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code GET /events/schemas} promises of the feed's events. */
class PublishedSchemas {

    private final Map<String, Schema> byTypeAndRevision = new HashMap<>();
    private final Map<String, String> aggregateTypes = new HashMap<>();

    PublishedSchemas(Api api) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        api.get("/events/schemas").expect(200).body().path("events").forEach(event -> {
            byTypeAndRevision.put(nameOf(event), registry.getSchema(event.path("schema")));
            aggregateTypes.put(nameOf(event), event.path("aggregateType").asString());
        });
    }

    void assertKept(JsonNode event) {
        String name = nameOf(event);
        assertThat(byTypeAndRevision).containsKey(name);
        assertThat(aggregateTypes.get(name)).isEqualTo(event.path("aggregateType").asString());
        assertThat(byTypeAndRevision.get(name).validate(event.path("payload"))).as("%s", event).isEmpty();
    }

    private static String nameOf(JsonNode event) {
        return event.path("type").asString() + "." + event.path("revision").asString();
    }
}
