package io.ordertrail.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored names of all event types: a class may move or be renamed, its stored name stays. */
public final class EventTypes {

    private static final Map<String, Class<?>> BY_NAME = recordsOf(DomainEvent.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventTypes() {
    }

    /** Every event type by its stored name. */
    public static Map<String, Class<?>> byName() {
        return BY_NAME;
    }

    /** The kind of aggregate whose event this is, as the API names it: {@code Order} for what happens to an order. */
    public static String aggregateTypeOf(Class<?> eventType) {
        return Arrays.stream(DomainEvent.class.getPermittedSubclasses())
                .filter(family -> family.isAssignableFrom(eventType))
                .map(EventTypes::aggregateTypeOfFamily)
                .findFirst().orElseThrow();
    }

    /** All kinds of aggregates that have events. */
    public static Set<String> aggregateTypes() {
        return Arrays.stream(DomainEvent.class.getPermittedSubclasses()).map(EventTypes::aggregateTypeOfFamily)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String aggregateTypeOfFamily(Class<?> family) {
        return family.getSimpleName().replaceFirst("Event$", "");
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isRecord() ? Stream.of(type) : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypes::recordsOf);
    }
}
