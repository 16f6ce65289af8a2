package io.ordertrail.views.operations;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;

/** A projection of which only the name matters. */
record NamedProjection(String view) implements Projection<Object> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Object> entryType() {
        return Object.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return null;
    }

    @Override
    public Object evolve(Object entry, RecordedEvent event) {
        return entry;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return null;
    }
}
