package io.ordertrail.query.event;

import io.ordertrail.platform.serialization.NamedTypeSerializer;

/** The rendering of events, for tests of what shows them. */
public final class EventRenderings {

    private EventRenderings() {
    }

    /** As the application makes it. */
    public static EventRendering rendering() {
        return new EventRendering(NamedTypeSerializer.forEvents());
    }
}
