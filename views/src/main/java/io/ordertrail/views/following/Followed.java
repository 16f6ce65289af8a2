package io.ordertrail.views.following;

import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.history.Positions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A generation that this node follows. */
record Followed<E>(int generation, Documents<E> documents, ViewTokens tokens, FollowingProcessor processor) {

    /** By segment, of those that this node has claimed. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        processor.processingStatus().forEach((segment, status) -> positions.put(segment, Positions.of(status.getTrackingToken())));
        return positions;
    }

    /** For good. Returns at once; what it returns ends with the last batch. */
    CompletableFuture<Void> stop() {
        return processor.shutdownAsync();
    }
}
