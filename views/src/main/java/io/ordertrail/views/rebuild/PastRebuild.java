package io.ordertrail.views.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Instant;

/**
 * What became of a rebuild, in a list of them.
 *
 * @param switchMode when it was to become live by itself
 * @param endedAt null while it is under way
 * @param by the subject of who has begun it; null if it has begun by itself, or nobody must say who they are
 * @param report null if nothing was compared
 * @param error why it failed, or what it last stumbled over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastRebuild(String id, RebuildStatus status, @JsonProperty("switch") SwitchMode switchMode, int generation,
        Instant startedAt, Instant endedAt, String by, Counts report, String error) {

    /** As a report's, without samples. */
    public record Counts(long compared, long equal, long different, long missing, long extra) {
    }
}
