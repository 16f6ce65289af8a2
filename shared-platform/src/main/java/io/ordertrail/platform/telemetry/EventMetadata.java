package io.ordertrail.platform.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/**
 * What an event keeps of the message that caused it, for ever: which it was, what began it all, and the trace. Whatever else a client's
 * request brought with it ({@code tracestate}, {@code baggage}) is gone when it is answered.
 */
class EventMetadata implements MessageDispatchInterceptor<EventMessage<?>> {

    static final String TRACE_PARENT = "traceparent";
    static final String CAUSATION = "causationId";
    static final String CORRELATION = "correlationId";

    private static final Set<String> KEPT = Set.of(TRACE_PARENT, CAUSATION, CORRELATION);
    /** Characters; ours have up to 55. */
    private static final int LONGEST = 100;

    @Override
    public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(List<? extends EventMessage<?>> events) {
        return (index, event) -> event.withMetaData(event.getMetaData().entrySet().stream()
                .filter(entry -> KEPT.contains(entry.getKey()) && isShort(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static boolean isShort(Object value) {
        return value instanceof String text && text.length() <= LONGEST;
    }
}
