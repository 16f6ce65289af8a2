package io.ordertrail.platform.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.List;

/** Hands on a trace from message to message, and of all that belongs to it its parent only: the rest is as long as a client likes. */
record TraceParentPropagator(TextMapPropagator all) implements TextMapPropagator {

    private static final List<String> FIELDS = List.of(EventMetadata.TRACE_PARENT);

    @Override
    public Collection<String> fields() {
        return FIELDS;
    }

    @Override
    public <C> void inject(Context context, C carrier, TextMapSetter<C> setter) {
        all.inject(context, carrier, (to, key, value) -> {
            if (FIELDS.contains(key)) {
                setter.set(to, key, value);
            }
        });
    }

    @Override
    public <C> Context extract(Context context, C carrier, TextMapGetter<C> getter) {
        return all.extract(context, carrier, getter);
    }
}
