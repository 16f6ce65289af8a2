package io.ordertrail.platform.serialization;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.ordertrail.events.EventTypes;
import io.ordertrail.platform.personal.PersonalModule;
import io.ordertrail.platform.personal.Seals;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Axon's Jackson serializer with two habits of our own: types we know are stored under a short stable name instead of their class name, so
 * that classes can move; and what has no value is left out. Nothing of Java's stands in a payload.
 */
public final class NamedTypeSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> classes;
    private final Map<Class<?>, String> names = new HashMap<>();

    private NamedTypeSerializer(Map<String, Class<?>> classes, Jackson3SerializerCustomizer rules) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(rules));
        this.classes = Map.copyOf(classes);
        classes.forEach((name, type) -> names.put(type, name));
    }

    /** Knows every event by its stored name. What is personal is written as what it says. */
    public static NamedTypeSerializer forEvents() {
        return new NamedTypeSerializer(EventTypes.byName(), NamedTypeSerializer::configure);
    }

    /** The same for where events are stored: what is personal is encrypted. */
    public static NamedTypeSerializer forEvents(Seals seals) {
        return new NamedTypeSerializer(EventTypes.byName(), mapper -> {
            configure(mapper);
            mapper.addModule(new PersonalModule(seals));
        });
    }

    /**
     * For what carries state: aggregates in snapshots, known by the given names, and tracking tokens. Objects are written and read by their
     * fields, so that an aggregate needs neither getters nor setters.
     */
    public static NamedTypeSerializer forState(Map<String, Class<?>> aggregates) {
        return new NamedTypeSerializer(aggregates, NamedTypeSerializer::configureForState);
    }

    /** The same, in which what is personal stands as it does in the events that it comes from. */
    public static NamedTypeSerializer forState(Map<String, Class<?>> aggregates, Seals seals) {
        return new NamedTypeSerializer(aggregates, mapper -> {
            configureForState(mapper);
            mapper.addModule(new PersonalModule(seals));
        });
    }

    /** The rules by which events are written and read. Old events may carry fields that are gone: those are ignored. */
    public static void configure(JsonMapper.Builder mapper) {
        mapper.changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private static void configureForState(JsonMapper.Builder mapper) {
        configure(mapper);
        // A token inside a token says its class; nothing else may name one.
        mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().allowIfSubType(TrackingToken.class).build())
                .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
                .changeDefaultVisibility(visibility -> visibility.withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                        .withFieldVisibility(Visibility.ANY)
                        .withCreatorVisibility(Visibility.ANY));
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
