package io.ordertrail.views.following;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * How a view stands, as {@code GET /views} shows it.
 *
 * @param position the last stored position that all segments have passed
 * @param lagEvents positions between that and the head of the store
 * @param lagSeconds how long the view has been behind, 0 if it is not
 * @param parked number of documents that could not be folded on
 * @param rebuild id of a rebuild under way, null if there is none
 * @param state what it does on the node that was asked
 */
public record ViewStatus(String name, String processor, int generation, long position, long lagEvents, double lagSeconds,
        List<SegmentStatus> segments, long parked, String rebuild, State state) {

    /** What a view does; but for BUILDING and AHEAD, it answers. */
    public enum State {
        /** Until it has reached what was stored at start, it answers 503. */
        BUILDING,
        /** It knows of events that are not in the store any more, and answers 503 until it is rebuilt. */
        AHEAD,
        /** It answers with what it had. */
        PAUSED,
        /** A segment cannot go on, and is tried again. */
        FAILING, FOLLOWING
    }

    /**
     * One share of a view's keys.
     *
     * @param node the node that follows it, null if none does just now
     * @param error why it does not go on, null if it does
     */
    @Schema(name = "ViewSegment")
    public record SegmentStatus(int id, String node, long position, boolean caughtUp,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(types = {
                    "string", "null"}) String error){
    }
}
