package io.ordertrail.views.following;

import io.ordertrail.platform.membership.OwnedTokenStore.Claim;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;

/** How far the segments of a view's generations have come, on all nodes: from what this node knows, the others have said, and is stored. */
final class SegmentPositions {

    /** Long enough for a store to hand over an event it has. */
    private static final int PEEK_MILLIS = 200;

    private final Projection<?> projection;
    private final ViewStore store;
    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Nodes nodes;
    private final Clock clock;
    private final IntFunction<Followed<?>> followed;

    /** One segment: from this node's own knowledge where it follows it, else as the other node has said. */
    record Segment(int id, String node, TrackingToken token, long position, boolean caughtUp, String error) {

        SegmentStatus status() {
            return new SegmentStatus(id, node, position, caughtUp, error);
        }
    }

    /** @param followed what this node follows a generation by, null if it does not */
    SegmentPositions(Projection<?> projection, ViewStore store, StreamableMessageSource<TrackedEventMessage<?>> source, Nodes nodes,
            Clock clock,
            IntFunction<Followed<?>> followed) {
        this.projection = projection;
        this.store = store;
        this.source = source;
        this.nodes = nodes;
        this.clock = clock;
        this.followed = followed;
    }

    /** The position up to which all segments of a generation have come; -1 before that is known. */
    long position(int generation) {
        return segments(generation, Long.MAX_VALUE).stream().mapToLong(Segment::position).min().orElse(-1);
    }

    /** @param head where whoever has come is caught up */
    List<Segment> segments(int generation, long head) {
        Followed<?> here = followed.apply(generation);
        ViewTokens tokens = here != null ? here.tokens() : store.tokens(projection, generation);
        Map<Integer, EventTrackerStatus> own = here == null ? Map.of() : here.statuses();
        Map<Integer, Long> others = new HashMap<>();
        nodes.of(projection.view()).forEach(node -> node.positions().getOrDefault(generation, Map.of())
                .forEach((segment, position) -> others.merge(segment, position, Math::max)));
        List<Claim> claims = tokens.claims(projection.view());
        int[] ids = claims.stream().mapToInt(Claim::segment).toArray();
        return claims.stream().map(claim -> {
            // What anybody has said of a segment is of no worth once it was merged or split, under whatever number it goes on.
            int key = Followed.key(org.axonframework.eventhandling.Segment.computeSegment(claim.segment(), ids));
            // What this node knows of a segment is of worth only while the segment is its own.
            boolean ours = store.node().equals(claim.owner());
            EventTrackerStatus status = ours ? own.get(key) : null;
            TrackingToken token = status == null ? claim.token() : status.getTrackingToken();
            long position =
                    status == null ? Math.max(Positions.of(token), others.getOrDefault(key, 0L)) : Positions.of(token);
            // Nor is what a batch has failed with, once its events have been followed: there may be none after them for a long time.
            boolean failsHere = here != null && (ours || claim.owner() == null) && position < head;
            return new Segment(claim.segment(), claim.owner(), token, position, position >= head,
                    failsHere ? here.processor().failures().get(claim.segment()) : null);
        }).toList();
    }

    /** The age of the oldest event that some segment has not passed. */
    double secondsBehind(List<Segment> segments) {
        TrackingToken lowest = segments.stream().min(Comparator.comparingLong(Segment::position)).map(Segment::token).orElse(null);
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(WrappedToken.unwrapLowerBound(lowest))) {
            if (!stream.hasNextAvailable(PEEK_MILLIS, TimeUnit.MILLISECONDS)) {
                return 0;
            }
            Instant oldest = stream.nextAvailable().getTimestamp();
            return Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
