package io.ordertrail.query.view;

import io.ordertrail.query.view.ViewStatus.SegmentStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;

/** The live generation of one view as this node sees it: what to read, and how far its segments have come, here and on other nodes. */
record LiveView<E>(Projection<E> projection, int generation, Documents<E> documents, ViewTokens tokens,
        StreamableMessageSource<TrackedEventMessage<?>> source, FollowingProcessor processor, Clock clock) {

    /** Long enough for a store to hand over an event it has. */
    private static final int PEEK_MILLIS = 200;

    /** One segment: from this node's own knowledge where it follows it, else as the other node has last stored it. */
    private record Progress(int id, String node, TrackingToken token, boolean caughtUp, String error) {

        long position() {
            return Positions.of(token);
        }

        SegmentStatus status() {
            return new SegmentStatus(id, node, position(), caughtUp, error);
        }
    }

    /** The position of the last event stored. */
    long head() {
        return Positions.of(source.createHeadToken());
    }

    /** The position up to which all segments have come; 0 before the first of them is known. */
    long position() {
        return segments(Long.MAX_VALUE).stream().mapToLong(Progress::position).min().orElse(0);
    }

    ViewStatus status() {
        long head = head();
        List<Progress> segments = segments(head);
        long position = segments.stream().mapToLong(Progress::position).min().orElse(0);
        long lag = Math.max(0, head - position);
        return new ViewStatus(projection.view(), processor.getName(), generation, position, lag, lag == 0 ? 0 : secondsBehind(segments),
                segments.stream().map(Progress::status).toList(), documents.parked(), null);
    }

    private List<Progress> segments(long head) {
        Map<Integer, EventTrackerStatus> here = processor.processingStatus();
        return tokens.claims(processor.getName(), clock.instant()).stream().map(claim -> {
            EventTrackerStatus status = here.get(claim.segment());
            TrackingToken token = status == null ? claim.token() : status.getTrackingToken();
            boolean others = claim.node() != null && !claim.node().equals(ViewStore.NODE);
            return new Progress(claim.segment(), claim.node(), token, Positions.of(token) >= head,
                    others ? null : processor.failures().get(claim.segment()));
        }).toList();
    }

    /** The age of the oldest event that some segment has not passed. */
    private double secondsBehind(List<Progress> segments) {
        TrackingToken lowest = segments.stream().min(Comparator.comparingLong(Progress::position)).map(Progress::token).orElse(null);
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
