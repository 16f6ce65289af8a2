package io.ordertrail.views.following;

import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.history.Positions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;

/** A generation that this node follows. */
record Followed<E>(int generation, Documents<E> documents, ViewTokens tokens, FollowingProcessor processor) {

    /** By {@link #key}, of the segments that this node has claimed. */
    Map<Integer, EventTrackerStatus> statuses() {
        return processor.processingStatus().values().stream()
                .collect(Collectors.toMap(status -> key(status.getSegment()), status -> status));
    }

    /** The same, as far as they have come. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        statuses().forEach((key, status) -> positions.put(key, Positions.of(status.getTrackingToken())));
        return positions;
    }

    /** Of which events a segment is, in one number: its id alone stays the same where it is merged or split. Negative, for ids once stood in its place. */
    static int key(Segment segment) {
        return -(segment.getMask() + 1 + segment.getSegmentId());
    }

    /** For good. Returns at once; what it returns ends with the last batch. */
    CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }
}
