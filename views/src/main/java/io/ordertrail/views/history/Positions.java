package io.ordertrail.views.history;

import io.ordertrail.platform.processors.StorePositions;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/** Positions in the store, as {@link StorePositions} has them, of whatever a view reads. */
public final class Positions {

    private Positions() {
    }

    /** See {@link StorePositions#of}. */
    public static long of(TrackingToken token) {
        return StorePositions.of(token);
    }

    /** The position of an event as it was read, be it from the stream of all events or from its aggregate's own; 0 if it was not read. */
    public static long ofEvent(EventMessage<?> event) {
        return switch (event) {
            case TrackedEventMessage<?> tracked -> of(tracked.trackingToken());
            case UnplacedEvent<?> own -> own.position();
            default -> 0;
        };
    }

    /** See {@link StorePositions#after}. */
    public static TrackingToken after(long position, TrackingToken head) {
        return StorePositions.after(position, head);
    }
}
