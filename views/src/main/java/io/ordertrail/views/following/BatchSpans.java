package io.ordertrail.views.following;

import io.ordertrail.platform.telemetry.TraceParent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanFactory;

/**
 * Shows a batch in every trace that has an event in it: a span each, for a batch has many parents and a span only one. Old events, as a
 * view meets them that builds itself, belong to traces that nobody looks at any more.
 */
final class BatchSpans {

    private static final Duration OLDEST = Duration.ofMinutes(2);

    private final String view;
    private final SpanFactory spans;
    private final Clock clock;

    BatchSpans(String view, SpanFactory spans, Clock clock) {
        this.view = view;
        this.spans = spans;
        this.clock = clock;
    }

    /** Does the work once, within all of the spans. */
    void around(List<? extends EventMessage<?>> events, Runnable work) {
        List<Span> open = firsts(events).stream().map(event -> begun(event, events.size())).toList();
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            open.forEach(span -> span.recordException(e));
            throw e;
        } finally {
            open.forEach(Span::end);
        }
    }

    private Span begun(EventMessage<?> event, int batch) {
        return spans.createChildHandlerSpan(() -> "View.fold", event)
                .addAttribute("ordertrail.view", view)
                .addAttribute("ordertrail.batch", Integer.toString(batch))
                .start();
    }

    /** The first event of each trace. */
    private List<EventMessage<?>> firsts(List<? extends EventMessage<?>> events) {
        Instant oldest = clock.instant().minus(OLDEST);
        Map<String, EventMessage<?>> firsts = new LinkedHashMap<>();
        for (EventMessage<?> event : events) {
            if (event.getTimestamp().isAfter(oldest)) {
                TraceParent.of(event).filter(TraceParent::sampled).ifPresent(trace -> firsts.putIfAbsent(trace.traceId(), event));
            }
        }
        return List.copyOf(firsts.values());
    }
}
