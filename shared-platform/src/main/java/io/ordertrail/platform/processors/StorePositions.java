package io.ordertrail.platform.processors;

import java.util.Set;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;

/**
 * Positions in the event store as the API shows them: positive, growing, and of one kind whatever the store. 0 stands before the first event.
 * Axon Server counts from 0 and so is shown one higher; the JDBC store's index is shown as it is.
 */
public final class StorePositions {

    private StorePositions() {
    }

    /** The position a token stands at; 0 if it is null. Of a segment being merged or replayed, the one up to which all is done. */
    public static long of(TrackingToken token) {
        return switch (WrappedToken.unwrapLowerBound(token)) {
            case null -> 0;
            case GlobalSequenceTrackingToken global -> global.getGlobalIndex() + 1;
            case GapAwareTrackingToken gapAware -> gapAware.getIndex();
            case TrackingToken other -> other.position().orElseThrow();
        };
    }

    /**
     * The token after which reading begins at the first event past a position.
     *
     * @param head any token of the same store, e.g. its head; null if it is empty
     * @return null to read from the very first event
     */
    public static TrackingToken after(long position, TrackingToken head) {
        if (position <= 0) {
            return null;
        }
        return switch (WrappedToken.unwrapLowerBound(head)) {
            case null -> null;
            case GapAwareTrackingToken gapAware -> GapAwareTrackingToken.newInstance(position, Set.of());
            case TrackingToken global -> new GlobalSequenceTrackingToken(position - 1);
        };
    }
}
