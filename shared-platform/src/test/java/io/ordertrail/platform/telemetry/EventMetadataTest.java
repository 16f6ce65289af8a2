package io.ordertrail.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class EventMetadataTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String LONG = "x".repeat(16_000);

    @Test
    void anEventKeepsItsCauseItsOriginAndItsTraceAndNothingElse() {
        assertThat(kept(Map.of("traceparent", TRACE, "causationId", "c", "correlationId", "o", "tracestate", LONG, "baggage", "user=ada")))
                .isEqualTo(Map.of("traceparent", TRACE, "causationId", "c", "correlationId", "o"));
    }

    @Test
    void whatIsTooLongIsNotKept() {
        assertThat(kept(Map.of("traceparent", LONG, "causationId", "c", "correlationId", "x".repeat(101)))).containsOnlyKeys("causationId");
    }

    private static Map<String, Object> kept(Map<String, Object> metadata) {
        EventMessage<?> event = new GenericDomainEventMessage<>("Order", "order-o", 0, "payload", metadata);
        return new HashMap<>(new EventMetadata().handle(List.of(event)).apply(0, event).getMetaData());
    }

    @Test
    void ofATraceItsParentIsHandedOn() {
        Map<String, String> message = new HashMap<>();
        new TraceParentPropagator(new Everything()).inject(Context.root(), message, Map::put);

        assertThat(message).isEqualTo(Map.of("traceparent", TRACE));
    }

    private record Everything() implements TextMapPropagator {

        @Override
        public Collection<String> fields() {
            return List.of("traceparent", "tracestate", "baggage");
        }

        @Override
        public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
            setter.set(carrier, "traceparent", TRACE);
            setter.set(carrier, "tracestate", LONG);
            setter.set(carrier, "baggage", "user=ada");
        }

        @Override
        public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
            return context;
        }
    }
}
