package io.ordertrail.query.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** A generation that this node follows. */
record Followed<E>(int generation, Documents<E> documents, ViewTokens tokens, FollowingProcessor processor,
        List<ExecutorService> threads) {

    /** By segment, of those that this node has claimed. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new HashMap<>();
        processor.processingStatus().forEach((segment, status) -> positions.put(segment, Positions.of(status.getTrackingToken())));
        return positions;
    }

    /** For good. Returns at once. */
    void stop() {
        processor.shutdownAsync().whenComplete((done, failure) -> threads.forEach(ExecutorService::shutdown));
    }
}
