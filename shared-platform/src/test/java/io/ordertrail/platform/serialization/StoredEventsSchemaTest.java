package io.ordertrail.platform.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ordertrail.events.EventSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored of each revision is what that revision's schema says. */
class StoredEventsSchemaTest {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static Stream<EventSchema> everyRevision() {
        return EventSchema.all().stream();
    }

    @ParameterizedTest
    @MethodSource("everyRevision")
    void theGoldenFileIsOfItsSchema(EventSchema event) throws IOException {
        assertThat(wrongIn(event, golden(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyRevision")
    void aPayloadWithFieldsThatCameLaterIsStillOfItsSchema(EventSchema event) throws IOException {
        assertThat(wrongIn(event, golden(event).replaceFirst("\\{", "{\"comesLater\":[1],"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyRevision")
    void aPayloadThatLacksItsAggregateIsNot(EventSchema event) {
        assertThat(wrongIn(event, "{}")).isNotEmpty();
    }

    private static List<Error> wrongIn(EventSchema event, String payload) {
        return REGISTRY.getSchema(event.schema()).validate(payload, InputFormat.JSON);
    }

    private String golden(EventSchema event) throws IOException {
        try (InputStream stream = getClass().getResourceAsStream("/stored-events/%s.%s.json".formatted(event.type(), event.revision()))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
