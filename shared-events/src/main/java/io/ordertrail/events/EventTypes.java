package io.ordertrail.events;

import java.util.Arrays;
import java.util.Map;
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

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isRecord() ? Stream.of(type) : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypes::recordsOf);
    }
}
