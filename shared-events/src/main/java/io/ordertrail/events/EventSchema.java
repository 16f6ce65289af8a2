package io.ordertrail.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;

/**
 * What readers outside may rely on: the shape of one event's payload in one revision. Revisions count up from 1, and each has its file
 * for ever.
 *
 * @param type the event's stored name
 * @param schema JSON Schema, draft 2020-12
 */
public record EventSchema(String type, String revision, String aggregateType, String schema) {

    /** Every type in every revision that it ever had, by type and then by revision. */
    public static List<EventSchema> all() {
        return EventTypes.byName().values().stream()
                .sorted(Comparator.comparing(Class::getSimpleName))
                .flatMap(EventSchema::revisionsOf)
                .toList();
    }

    private static Stream<EventSchema> revisionsOf(Class<?> type) {
        return IntStream.rangeClosed(1, Integer.parseInt(type.getAnnotation(Revision.class).value()))
                .mapToObj(Integer::toString)
                .map(revision -> new EventSchema(type.getSimpleName(), revision, EventTypes.aggregateTypeOf(type), read(type, revision)));
    }

    private static String read(Class<?> type, String revision) {
        String file = "/schemas/%s.%s.json".formatted(type.getSimpleName(), revision);
        try (InputStream stream = EventSchema.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("There is no %s; EventSchemaTest says how it is made".formatted(file));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
