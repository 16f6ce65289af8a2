package io.ordertrail.views.state;

import java.util.Set;

/** Where a rebuild stands. The first three hold the view's claim: no other rebuild of it may begin. */
public enum RebuildStatus {

    /** From the first event, or a checkpoint, to the present. */
    BUILDING,
    /** Every document is compared with the live one. */
    VERIFYING,
    /** Built and compared; a person decides. */
    WAITING,
    SWITCHED,
    CANCELLED,
    FAILED,
    ROLLED_BACK;

    private static final Set<RebuildStatus> ACTIVE = Set.of(BUILDING, VERIFYING, WAITING);

    public boolean active() {
        return ACTIVE.contains(this);
    }
}
