package io.ordertrail.platform.processors;

import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Reading the store for who must miss nothing and cannot go back: past a gap that may still fill nothing is to be taken; reading begins anew
 * before it, until it is filled or given up.
 */
public final class Unbroken {

    private Unbroken() {
    }

    /** Whether an event before this one may still be being stored. */
    public static boolean isPastGap(TrackedEventMessage<?> event) {
        return event.trackingToken() instanceof GapAwareTrackingToken token && token.hasGaps();
    }

    /** Like {@link StorePositions#after}, but what is read is what the storage has now. */
    public static TrackingToken after(long position, TrackingToken head) {
        return StorePositions.after(position, head) instanceof GapAwareTrackingToken token ? new Uncached(token.getIndex())
                : StorePositions.after(position, head);
    }

    /**
     * Equals no other token. The embedded store would otherwise serve a reader from what it keeps in memory for its processors, where a gap
     * stays a gap although it has been filled or given up since.
     */
    private static final class Uncached extends GapAwareTrackingToken {

        private static final long serialVersionUID = 1L;

        Uncached(long index) {
            super(index, Set.of());
        }
    }
}
