package io.ordertrail.platform.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
        String file = "/stored-events/%s.%s.json".formatted(type.getSimpleName(), serializer.typeForClass(type).getRevision());
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
