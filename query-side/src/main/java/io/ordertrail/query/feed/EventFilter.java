package io.ordertrail.query.feed;

import io.ordertrail.events.EventTypes;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;

/** Which events a reader wants to see. Told by their types alone, so that what is passed over need not be read. */
final class EventFilter {

    static final EventFilter NONE = new EventFilter(Set.copyOf(EventTypes.byName().values()));

    private final Set<Class<?>> wanted;

    private EventFilter(Set<Class<?>> wanted) {
        this.wanted = wanted;
    }

    /**
     * Lets pass what is one of the types and of one of the aggregates' types.
     *
     * @param types names of event types, null or empty for all
     * @param aggregateTypes likewise
     * @throws Refusal {@code INVALID} for a name that nothing has
     */
    static EventFilter of(List<String> types, List<String> aggregateTypes) {
        Set<String> ofTypes = known("type", types, EventTypes.byName().keySet());
        Set<String> ofAggregates = known("aggregateType", aggregateTypes, EventTypes.aggregateTypes());
        return new EventFilter(EventTypes.byName().entrySet().stream()
                .filter(type -> ofTypes.contains(type.getKey()) && ofAggregates.contains(EventTypes.aggregateTypeOf(type.getValue())))
                .map(type -> type.getValue())
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean lets(EventMessage<?> event) {
        return wanted.contains(event.getPayloadType());
    }

    private static Set<String> known(String parameter, Collection<String> names, Set<String> allowed) {
        Collection<String> asked = Objects.requireNonNullElse(names, Set.of());
        if (!allowed.containsAll(asked)) {
            throw Refusal.ofField(Code.INVALID, parameter, "must be one of %s".formatted(String.join(", ", new TreeSet<>(allowed))));
        }
        return asked.isEmpty() ? allowed : Set.copyOf(asked);
    }
}
