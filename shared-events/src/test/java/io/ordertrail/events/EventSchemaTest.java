package io.ordertrail.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                .as("%s has changed since it was published: raise its @Revision", type.getSimpleName()).isEqualTo(shape);
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
