package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ordertrail.standalone.Api.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client generator reads out of the API document; stricter than most: a field that is not documented is none. */
class ApiDocument {

    private static final String JSON = "application/json";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, JsonNode> operations = new TreeMap<>();
    private final JsonNode document;
    private final ObjectNode components;

    /** @param schema of what stands in {@code value} */
    record Example(JsonNode schema, JsonNode value) {
    }

    ApiDocument(JsonNode document) {
        this.document = document;
        document.path("paths").forEachEntry((path, item) -> item
                .forEachEntry((method, operation) -> operations.put("%s %s".formatted(method.toUpperCase(java.util.Locale.ROOT), path),
                        operation)));
        components = Api.JSON.createObjectNode();
        ObjectNode schemas = components.putObject("components").putObject("schemas");
        document.at("/components/schemas").forEachEntry((name, schema) -> {
            ObjectNode closed = (ObjectNode) schema.deepCopy();
            if (closed.has("properties")) {
                closed.put("additionalProperties", false);
            }
            schemas.set(name, closed);
        });
    }

    Map<String, JsonNode> operations() {
        return operations;
    }

    JsonNode operation(String name) {
        assertThat(operations).containsKey(name);
        return operations.get(name);
    }

    /** By schema and name. */
    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new TreeMap<>();
        document.at("/components/schemas").forEachEntry((name, schema) -> schema.path("properties")
                .forEachEntry((field, described) -> fields.put("%s.%s".formatted(name, field), described)));
        return fields;
    }

    List<JsonNode> parametersOf(JsonNode operation) {
        return operation.path("parameters").valueStream().map(this::resolved).toList();
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    /** The id that the document shows for what is at a path. */
    String idOf(String path) {
        return operations.entrySet().stream().filter(operation -> operation.getKey().contains(" " + path))
                .flatMap(operation -> parametersOf(operation.getValue()).stream()).filter(each -> each.path("name").asString().equals("id"))
                .findFirst().orElseThrow().path("example").asString();
    }

    /** Examples in JSON, by name; of a request's body or of an answer. */
    Map<String, Example> examplesOf(JsonNode bodyOrAnswer) {
        Map<String, Example> examples = new LinkedHashMap<>();
        bodyOrAnswer.path("content").forEachEntry((type, content) -> {
            if (type.endsWith("json")) {
                if (content.has("example")) {
                    examples.put("", new Example(content.path("schema"), parsed(content.path("example"))));
                }
                content.path("examples").forEachEntry(
                        (name, example) -> examples.put(name, new Example(content.path("schema"), parsed(example.path("value")))));
            }
        });
        return examples;
    }

    /** Where springdoc shows the text that an annotation has. */
    private static JsonNode parsed(JsonNode value) {
        return value.isString() ? Api.JSON.readTree(value.asString()) : value;
    }

    void assertShape(String name, JsonNode schema, JsonNode value) {
        ObjectNode whole = components.deepCopy();
        whole.setAll((ObjectNode) schema);
        assertThat(registry.getSchema(whole).validate(value)).as("%s: %s", name, value).isEmpty();
    }

    /** The success that an operation documents, with its headers and in its form. */
    void assertDocumented(String name, Answer answer) {
        JsonNode responses = operation(name).path("responses");
        List<String> successes = responses.propertyNames().stream().filter(status -> status.startsWith("2")).toList();
        assertThat(successes).as("%s → %s", name, answer.raw().body()).contains(String.valueOf(answer.status()));
        JsonNode response = responses.path(String.valueOf(answer.status()));
        assertThat(response.path("headers").propertyNames()).as(name).allMatch(header -> answer.header(header).isPresent());
        String type = answer.header("Content-Type").orElse("");
        assertThat(response.path("content").propertyNames()).as(name).anyMatch(type::startsWith);
        if (type.equals(JSON)) {
            assertShape(name, response.at("/content/application~1json/schema"), answer.body());
        }
    }
}
