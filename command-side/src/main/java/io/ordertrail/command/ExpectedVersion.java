package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.ETags;
import java.util.Set;

/**
 * The version of an aggregate that its client has seen; if it is not the current one, the command is refused before any rule is asked.
 *
 * @param ifMatch versions that an {@code If-Match} accepts, otherwise {@code PRECONDITION_FAILED}; null accepts all
 * @param exactly the {@code expectedVersion}, otherwise {@code STALE_VERSION}; null accepts all
 */
public record ExpectedVersion(Set<Long> ifMatch, Long exactly) {

    public static ExpectedVersion any() {
        return new ExpectedVersion(null, null);
    }

    public static ExpectedVersion exactly(long version) {
        return new ExpectedVersion(null, version);
    }

    /** As a request says it: by header, by body, by both (then both must hold), or not at all. */
    public static ExpectedVersion of(String ifMatchHeader, Long expectedVersion) {
        return new ExpectedVersion(ifMatchHeader == null ? null : ETags.versionsOf(ifMatchHeader), expectedVersion);
    }

    /** @throws Refusal if the current version is not an accepted one */
    public void check(long current) {
        if (ifMatch != null && !ifMatch.contains(current)) {
            throw stale(Code.PRECONDITION_FAILED, current);
        }
        if (exactly != null && exactly != current) {
            throw stale(Code.STALE_VERSION, current);
        }
    }

    private static Refusal stale(Code code, long current) {
        return Refusal.of(code, "The version is now %d".formatted(current));
    }
}
