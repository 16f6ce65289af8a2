package io.ordertrail.views.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Instant;
import java.util.List;

/**
 * A rebuild as it stands.
 *
 * @param switchMode when it becomes live by itself
 * @param position up to which all of its segments have been built, as the feed counts
 * @param target the last stored event; it grows as events come in
 * @param eventsPerSecond at which the position moves, null unless it is being built
 * @param remainingSeconds until it could be switched, verification included; null before the first estimate
 * @param documents written so far
 * @param report null before anything has been compared
 * @param error why it failed, or what it last stumbled over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rebuild(String id, String view, RebuildStatus status, @JsonProperty("switch") SwitchMode switchMode, int generation,
        long position, long target, Double eventsPerSecond, Double remainingSeconds, Long documents, List<Segment> segments, Report report,
        String error, Instant startedAt) {

    /**
     * One shard of the keys.
     *
     * @param node that builds it, null if none does just now
     * @param position up to which it has been read
     */
    public record Segment(int id, String node, long position, boolean built) {
    }
}
