package io.ordertrail.platform.telemetry;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which order a message concerns: events say it, commands and queries tell it by what their fields are. */
final class Concerned {

    /** An order's ticket and delivery share its key. */
    private static final Set<Class<?>> KEYS = Set.of(OrderId.class, TicketId.class, DeliveryId.class);

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
            return Arrays.stream(components)
                    .filter(component -> KEYS.contains(component.getType()))
                    .map(RecordComponent::getAccessor)
                    .filter(Method::trySetAccessible)
                    .toList();
        }
    };

    private Concerned() {
    }

    /** The order's id, null if the message concerns none. */
    static String order(Object payload) {
        if (payload instanceof DomainEvent event) {
            return event.orderId() == null ? null : event.orderId().value();
        }
        return payload == null ? null
                : ACCESSORS.get(payload.getClass()).stream()
                        .map(accessor -> read(accessor, payload))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    private static String read(Method accessor, Object payload) {
        try {
            return accessor.invoke(payload) instanceof AggregateId id ? id.value() : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
