package io.ordertrail.command;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.Set;

/**
 * The version of an aggregate that its client has seen; if it is not the current one, the command is refused before any rule is asked.
 *
 * @param anyOf versions that are accepted; null accepts all
 * @param otherwise the code to refuse with: {@code STALE_VERSION} or, for an {@code If-Match}, {@code PRECONDITION_FAILED}
 */
public record ExpectedVersion(Set<Long> anyOf, Code otherwise) {

    public static ExpectedVersion any() {
        return new ExpectedVersion(null, Code.STALE_VERSION);
    }

    public static ExpectedVersion exactly(long version) {
        return new ExpectedVersion(Set.of(version), Code.STALE_VERSION);
    }

    /** @throws Refusal if the current version is not an accepted one */
    public void check(long current) {
        if (anyOf != null && !anyOf.contains(current)) {
            throw Refusal.of(otherwise, "The version is now %d".formatted(current));
        }
    }
}
