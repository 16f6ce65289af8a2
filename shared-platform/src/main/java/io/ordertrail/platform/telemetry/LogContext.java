package io.ordertrail.platform.telemetry;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.MDC;

/** Names on log lines what they are about, until it is closed; then what was named before is named again. */
public final class LogContext implements AutoCloseable {

    /** Under this name the order's id stands on log lines. */
    public static final String ORDER = "orderId";

    private static final String TRACE = "traceId";

    private final Map<String, String> before = new HashMap<>();

    private LogContext() {
    }

    /** @param order null changes nothing */
    static LogContext ofOrder(String order) {
        LogContext context = new LogContext();
        context.put(ORDER, order);
        return context;
    }

    /** The order that an event concerns, and the trace that it was stored in: for whoever handles events of many traces at once. */
    public static LogContext of(EventMessage<?> event) {
        LogContext context = ofOrder(orderOf(event));
        context.put(TRACE, TraceParent.of(event).map(TraceParent::traceId).orElse(null));
        return context;
    }

    /** An event may be logged about because its payload cannot be read. */
    private static String orderOf(EventMessage<?> event) {
        try {
            return Concerned.order(event.getPayload());
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void put(String key, String value) {
        if (value != null) {
            before.put(key, MDC.get(key));
            MDC.put(key, value);
        }
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
    }
}
