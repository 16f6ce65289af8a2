package io.ordertrail.platform.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.EventSchema;
import io.ordertrail.events.EventTypes;
import io.ordertrail.events.ReversalKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stored form of events is for ever: each type has a golden file, named after its stored name and revision, that must stay readable. */
class StoredEventsTest {

    private final NamedTypeSerializer serializer = NamedTypeSerializer.forEvents();
    private final JsonMapper json = new JsonMapper();

    static Stream<Class<?>> everyEventType() {
        return EventTypes.byName().values().stream();
    }

    @Test
    void everyTypeIsAnEventUnderItsOwnName() {
        assertThat(EventTypes.byName()).hasSizeGreaterThan(50).allSatisfy((name, type) -> {
            assertThat(type).isAssignableTo(DomainEvent.class);
            assertThat(serializer.typeForClass(type).getName()).isEqualTo(name).doesNotContain(".", "$");
        });
    }

    @ParameterizedTest
    @MethodSource("everyEventType")
    void everyTypeCarriesItsRevision(Class<?> type) {
        assertThat(type.getAnnotation(Revision.class)).as("@Revision on %s itself", type.getSimpleName()).isNotNull();
        assertThat(serializer.typeForClass(type).getRevision()).isEqualTo(type.getAnnotation(Revision.class).value());
    }

    @ParameterizedTest
    @MethodSource("everyEventType")
    void theGoldenFileIsReadBackWithEveryField(Class<?> type) throws Exception {
        Object event = stored(type);

        assertThat(event).isInstanceOf(type);
        for (RecordComponent component : type.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(event)).as(component.getName()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("everyEventType")
    void whatIsWrittenTodayIsWhatTheGoldenFileSays(Class<?> type) throws IOException {
        SerializedObject<String> written = serializer.serialize(stored(type), String.class);

        assertThat(json.readTree(written.getData())).isEqualTo(golden(type));
        assertThat(written.getData()).doesNotContain("io.ordertrail", "java.", "@class");
    }

    /** A type's golden files of before: what they lack is what later revisions have added, or have said in so many words. */
    static Stream<Arguments> everyEarlierRevision() {
        return Stream.of(arguments("OrderPlaced", "1", List.of("reference"), Map.of()),
                arguments("CourierAssigned", "1", List.of("deliveryVersion"), Map.of()),
                arguments("CourierPlanRevised", "1", List.of("deliveryVersion"), Map.of()),
                arguments("DeliveryRedirected", "1", List.of("orderVersion"), Map.of()),
                arguments("AuthorizationReversed", "1", List.of(), Map.of("kind", "RELEASE")));
    }

    @ParameterizedTest
    @MethodSource("everyEarlierRevision")
    void whatWasStoredInAnEarlierRevisionIsReadWithoutWhatCameLater(String type, String revision, List<String> added,
            Map<String, String> derived)
            throws Exception {
        Object event = GoldenEvents.read("%s.%s".formatted(type, revision));

        for (RecordComponent component : EventTypes.byName().get(type).getRecordComponents()) {
            Object value = component.getAccessor().invoke(event);
            assertThat(value == null).as(component.getName()).isEqualTo(added.contains(component.getName()));
        }
        ObjectNode today = (ObjectNode) golden(type, revision);
        derived.forEach(today::put);
        assertThat(json.readTree(serializer.<String>serialize(event, String.class).getData())).isEqualTo(today);
    }

    @Test
    void aReversalOfBeforeTellsItsKindByItsAmount() {
        assertThat(GoldenEvents.read("AuthorizationReversed.1")).returns(ReversalKind.RELEASE,
                event -> ((AuthorizationReversed) event).kind());
        assertThat(GoldenEvents.read("AuthorizationReversed", "1", GoldenEvents.REVERSED_AHEAD))
                .returns(ReversalKind.AHEAD, event -> ((AuthorizationReversed) event).kind())
                .returns(null, event -> ((AuthorizationReversed) event).amount());
    }

    /** The kind: a node of a newer version writes beside, or a reader's own tools have put something in. */
    @ParameterizedTest
    @MethodSource("everyGoldenFile")
    void whateverElseAnEventSaysIsPassedOverAtEveryDepth(String file) {
        String[] name = file.split("\\.");
        JsonNode more = json.readTree(GoldenEvents.payload(file));
        crowd(more);

        assertThat(GoldenEvents.read(name[0], name[1], more.toString())).isEqualTo(GoldenEvents.read(file));
    }

    static Stream<String> everyGoldenFile() {
        return EventSchema.all().stream().map(event -> "%s.%s".formatted(event.type(), event.revision()));
    }

    private static void crowd(JsonNode node) {
        node.forEach(StoredEventsTest::crowd);
        if (node instanceof ObjectNode object) {
            object.put("comesLater", 1).putObject("comesLaterToo").putArray("list").add("x").addObject().put("y", true);
        }
    }

    @Test
    void noGoldenFileIsForgotten() throws Exception {
        Stream<String> known = Stream.concat(everyEventType().map(type -> "%s.%s".formatted(type.getSimpleName(),
                serializer.typeForClass(type).getRevision())), everyEarlierRevision().map(a -> a.get()[0] + "." + a.get()[1]));
        Path files = Path.of(getClass().getResource("/stored-events").toURI());
        try (Stream<Path> found = Files.list(files)) {
            assertThat(found.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    known.map(name -> name + ".json").toList());
        }
    }

    @Test
    void aFieldOfALaterRevisionIsIgnoredAndAMissingOneIsNull() {
        DomainEvent event = serializer.deserialize(new SimpleSerializedObject<>("{\"orderId\":\"01A\",\"colour\":\"red\"}", String.class,
                new SimpleSerializedType("OrderRejected", "1")));

        assertThat(serializer.<String>serialize(event, String.class).getData()).isEqualTo("{\"orderId\":\"01A\"}");
    }

    private Object stored(Class<?> type) throws IOException {
        return serializer.deserialize(new SimpleSerializedObject<>(golden(type).toString(), String.class, serializer.typeForClass(type)));
    }

    private JsonNode golden(Class<?> type) throws IOException {
        return golden(type.getSimpleName(), serializer.typeForClass(type).getRevision());
    }

    private JsonNode golden(String type, String revision) throws IOException {
        String file = "/stored-events/%s.%s.json".formatted(type, revision);
        try (InputStream stream = getClass().getResourceAsStream(file)) {
            assertThat(stream).as("golden file %s", file).isNotNull();
            return json.readTree(stream);
        }
    }

    @Test
    void typesThatAreNotNamedKeepTheirClassName() {
        assertThat(serializer.typeForClass(String.class).getName()).isEqualTo("java.lang.String");
    }
}
