package io.ordertrail.platform.serialization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.events.EventTypes;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Axon's Jackson serializer with two habits of our own: types we know are stored under a short stable name instead of their class name, so
 * that classes can move; and what has no value is left out. Nothing of Java's stands in a payload.
 */
public final class NamedTypeSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> classes;
    private final Map<Class<?>, String> names = new HashMap<>();

    private NamedTypeSerializer(Map<String, Class<?>> classes) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(NamedTypeSerializer::configure));
        this.classes = Map.copyOf(classes);
        classes.forEach((name, type) -> names.put(type, name));
    }

    /** Knows every event by its stored name. */
    public static NamedTypeSerializer forEvents() {
        return new NamedTypeSerializer(EventTypes.byName());
    }

    /** Knows the given types by their stored names, e.g. aggregates kept in snapshots. */
    public static NamedTypeSerializer of(Map<String, Class<?>> classes) {
        return new NamedTypeSerializer(classes);
    }

    /** The rules by which events are written and read. Old events may carry fields that are gone: those are ignored. */
    public static void configure(JsonMapper.Builder mapper) {
        mapper.changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        String name = names.get(type);
        return name == null ? super.typeForClass(type) : new SimpleSerializedType(name, getRevisionResolver().revisionOf(type));
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Class<?> known = classes.get(type.getName());
        return known == null ? super.classForType(type) : known;
    }
}
