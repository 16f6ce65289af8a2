package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is published of an event is what its record says, and stays. A record that changes takes a new revision, whose file is written by
 *
 * <pre>./mvnw test -pl shared-events -Dtest=EventSchemaTest -Dordertrail.schemas=write</pre>
 *
 * A file that is there is never written anew; delete one that no release has had, if it was wrong.
 */
class EventSchemaTest {

    private static final Path FILES = Path.of("src/main/resources/schemas");
    private static final boolean WRITE = "write".equals(System.getProperty("ordertrail.schemas"));

    private final JsonMapper json = new JsonMapper();

    static Stream<Class<?>> everyEventType() {
        return EventTypes.byName().values().stream();
    }

    @ParameterizedTest
    @MethodSource("everyEventType")
    void aRecordHasTheShapeThatItsRevisionHasPublished(Class<?> type) throws IOException {
        JsonNode shape = SchemaGeneration.schemaOf(type);
        Path file = FILES.resolve("%s.%s.json".formatted(type.getSimpleName(), type.getAnnotation(Revision.class).value()));
        if (WRITE && Files.notExists(file)) {
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(shape) + "\n");
        }

        assertThat(file).as("written by the command in this test's comment").exists();
        assertThat(json.readTree(Files.readString(file)))
                .as("%s has changed since it was published: raise its @Revision; docs/events.md says how an event is changed",
                        type.getSimpleName())
                .isEqualTo(shape);
    }

    /**
     * The kind: a node of the version before reads the new revision as if it were its own, and silently finds nothing where it always found
     * something.
     */
    @Test
    void whatARevisionAlwaysHadTheNextOneHasToo() {
        assumeThat(WRITE).isFalse();
        List<EventSchema> all = EventSchema.all();
        for (int i = 1; i < all.size(); i++) {
            EventSchema before = all.get(i - 1);
            EventSchema after = all.get(i);
            if (before.type().equals(after.type())) {
                assertThat(lost(json.readTree(before.schema()), json.readTree(after.schema()), ""))
                        .as("what readers of %s %s miss or find changed in %s", before.type(), before.revision(), after.revision())
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsLostIsSeen() {
        JsonNode before = json.readTree("""
                {"type":"object","required":["a","b"],"properties":{"a":{"type":"string"},"b":{"type":"object","required":["c"],
                 "properties":{"c":{"type":"integer"}}},"d":{"type":"string"}}}""");

        assertThat(lost(before, before, "")).isEmpty();
        assertThat(lost(before, json.readTree("""
                {"type":"object","required":["b"],"properties":{"a":{"type":"string"},"b":{"type":"object","required":["c"],
                 "properties":{"c":{"type":"string"}}},"e":{"type":"string"}}}"""), "")).containsExactlyInAnyOrder("/a", "/b/c", "/d");
    }

    /** Paths of what is of another type now, is gone, or may be absent and might not before. */
    private static List<String> lost(JsonNode before, JsonNode after, String path) {
        if (!before.path("type").equals(after.path("type"))) {
            return List.of(path);
        }
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : before.path("properties").properties()) {
            String name = field.getKey();
            JsonNode now = after.path("properties").path(name);
            if (now.isMissingNode() || requires(before, name) && !requires(after, name)) {
                lost.add(path + "/" + name);
            } else {
                lost.addAll(lost(field.getValue(), now, path + "/" + name));
            }
        }
        if (before.has("items")) {
            lost.addAll(lost(before.path("items"), after.path("items"), path + "/*"));
        }
        return lost;
    }

    private static boolean requires(JsonNode schema, String field) {
        return schema.path("required").valueStream().anyMatch(required -> required.asString().equals(field));
    }

    /** The page for those who read and change events: no type is forgotten there, and each in its newest revision. */
    @Test
    void theCatalogueHasEveryTypeInItsNewestRevision() throws IOException {
        Pattern row = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (\\w+) \\|");
        List<String> shown = row.matcher(Files.readString(Path.of("../docs/events.md"))).results()
                .map(found -> "%s %s %s".formatted(found.group(1), found.group(2), found.group(3))).toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(everyEventType().map(type -> "%s %s %s".formatted(type.getSimpleName(),
                type.getAnnotation(Revision.class).value(), EventTypes.aggregateTypeOf(type))).toList());
    }

    @Test
    void everyRevisionEverIsThereAndNothingElse() throws IOException {
        assumeThat(WRITE).as("what is just being written is read by the next run").isFalse();
        List<String> published = EventSchema.all().stream().map(event -> "%s.%s.json".formatted(event.type(), event.revision())).toList();

        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(published);
        }
    }

    @Test
    void aSchemaSaysWhatIsRequiredAndForbidsNothingThatMayComeLater() {
        assumeThat(WRITE).isFalse();
        assertThat(EventSchema.all()).allSatisfy(event -> {
            assertThat(event.schema()).contains("https://json-schema.org/draft/2020-12/schema").doesNotContain("additionalProperties");
            assertThat(event.aggregateType()).isIn("Order", "Ticket", "Delivery", "Account", "Consumer", "Restaurant", "Courier");
        });
        JsonNode placed = SchemaGeneration.schemaOf(OrderEvent.OrderPlaced.class);
        assertThat(placed.path("required").valueStream().map(JsonNode::asString)).contains("orderId", "total")
                .doesNotContain("minimumOrder");
        assertThat(placed.at("/properties/orderId/type").asString()).isEqualTo("string");
        assertThat(placed.at("/properties/total/properties/amount/type").asString()).isEqualTo("string");
        assertThat(placed.at("/properties/placedAt/format").asString()).isEqualTo("date-time");
        assertThat(placed.at("/properties/lines/items/properties/quantity/type").asString()).isEqualTo("integer");
    }
}
