package io.ordertrail.query.dashboard;

import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.state.RebuildStatus;

/**
 * A view as its operator sees it.
 *
 * @param rebuild the latest, under way or over; null if there never was one
 * @param former the generation to which one can go back, 0 if there is none
 */
record ViewPanel(ViewStatus status, Curve curve, Rebuild rebuild, int former) {

    public String name() {
        return status.name();
    }

    /** The last stored position. */
    public long head() {
        return status.position() + status.lagEvents();
    }

    public boolean rebuilding() {
        return rebuild != null && rebuild.status().active();
    }

    public boolean waiting() {
        return rebuild != null && rebuild.status() == RebuildStatus.WAITING;
    }

    /** Only what the latest rebuild has made live can be taken back, and only while the former generation is kept. */
    public boolean canRollBack() {
        return rebuild != null && rebuild.status() == RebuildStatus.SWITCHED && former > 0;
    }

    /** What is worth saying aloud: it changes only when something has happened. */
    public String news() {
        if (rebuild == null) {
            return "";
        }
        String what = "Rebuild of %s".formatted(name());
        return switch (rebuild.status()) {
            case BUILDING -> "%s has begun".formatted(what);
            case VERIFYING -> "%s is being verified".formatted(what);
            case WAITING -> "%s is built and waits for your decision".formatted(what);
            case SWITCHED -> "%s is live, as generation %d".formatted(name(), rebuild.generation());
            case CANCELLED -> "%s was cancelled".formatted(what);
            case FAILED -> "%s has failed".formatted(what);
            case ROLLED_BACK -> "%s was rolled back, generation %d is live".formatted(what, status.generation());
        };
    }
}
