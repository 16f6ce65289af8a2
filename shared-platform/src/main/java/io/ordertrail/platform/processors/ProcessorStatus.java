package io.ordertrail.platform.processors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ordertrail.platform.processors.LastErrors.Failure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.axonframework.eventhandling.EventTrackerStatus;

/**
 * An event processor as {@code GET /processors} shows it.
 *
 * @param running whether it runs on this node
 * @param segments those that a node has claimed, and those that failed and that nobody has claimed since; none if it has no segments
 */
public record ProcessorStatus(String name, boolean running, List<SegmentStatus> segments) {

    /**
     * One share of a processor's events.
     *
     * @param node null if nobody works on it just now
     * @param position of the last event handled, as the feed counts; 0 before the first
     * @param error why it does not go on, null if it does
     */
    public record SegmentStatus(int id, String node, long position, boolean caughtUp,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {
                    "string", "null"}) String error){

        /** @param failure what it last failed with, null if it got on since */
        static SegmentStatus claimed(int id, String node, EventTrackerStatus status, Failure failure) {
            Throwable error = status.isErrorState() ? status.getError() : failure == null ? null : failure.error();
            return new SegmentStatus(id, node, StorePositions.of(status.getTrackingToken()), status.isCaughtUp() && error == null,
                    error == null ? null : error.toString());
        }

        static SegmentStatus failed(int id, Failure failure) {
            return new SegmentStatus(id, null, failure.position() - 1, false, failure.error().toString());
        }
    }
}
