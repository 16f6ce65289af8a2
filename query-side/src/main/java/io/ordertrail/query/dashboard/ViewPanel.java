package io.ordertrail.query.dashboard;

import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.verify.Report;
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

    public boolean paused() {
        return status.state() == ViewStatus.State.PAUSED;
    }

    /** What the latest comparison came to; empty if nothing was compared. */
    public String verdict() {
        if (rebuild == null || rebuild.report() == null) {
            return "";
        }
        Report report = rebuild.report();
        long otherwise = report.different() + report.missing() + report.extra();
        if (otherwise == 0) {
            return report.equal() == 1 ? "The one document came out as it %s.".formatted(waiting() ? "is" : "was")
                    : "All %s came out as they %s.".formatted(Parts.WORDS.count(report.equal(), "document"), waiting() ? "are" : "were");
        }
        return "%s of %s %s.".formatted(Parts.WORDS.count(otherwise, "document"),
                Parts.WORDS.count(report.compared() + report.missing() + report.extra()), switch (rebuild.status()) {
                    case WAITING -> "would change";
                    case SWITCHED -> "have changed with the switch";
                    case ROLLED_BACK -> "changed with the switch, and are as before again";
                    default -> "came out otherwise; nothing was switched";
                });
    }

    /** What is worth saying aloud: it changes only when something has happened. */
    public String news() {
        if (rebuild == null) {
            return "";
        }
        String what = "Rebuild of %s".formatted(name());
        return switch (rebuild.status()) {
            case BUILDING -> paused() ? "%s waits until %s is resumed".formatted(what, name()) : "%s has begun".formatted(what);
            case VERIFYING -> paused() ? "%s waits until %s is resumed".formatted(what, name()) : "%s is being verified".formatted(what);
            case WAITING -> "%s is built and waits for your decision".formatted(what);
            case SWITCHED -> "%s is live, as generation %d".formatted(name(), rebuild.generation());
            case CANCELLED -> "%s was cancelled".formatted(what);
            case FAILED -> "%s has failed".formatted(what);
            case ROLLED_BACK -> "%s was rolled back, generation %d is live".formatted(what, status.generation());
        };
    }
}
