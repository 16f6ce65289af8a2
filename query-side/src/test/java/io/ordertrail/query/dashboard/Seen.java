package io.ordertrail.query.dashboard;

import io.ordertrail.query.dashboard.Curve.Sample;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.Rebuild.Segment;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import io.ordertrail.views.rebuild.verify.Report.Field;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Instant;
import java.util.List;

/** Views as somebody might see them. */
final class Seen {

    static final Instant NOW = Instant.parse("2026-11-21T17:30:00.250Z");

    private Seen() {
    }

    static ViewPanel calm() {
        return panel(0, null, 0);
    }

    static ViewPanel building() {
        return panel(7,
                new Rebuild("r1", "order-history", RebuildStatus.BUILDING, SwitchMode.MANUAL, 2, 614_400, 1_000_000, 151_200.4, 75.2,
                        40_960L, List.of(new Segment(0, "4711@host", 614_400, false), new Segment(1, null, 700_000, false)), null, null,
                        NOW),
                0);
    }

    static ViewPanel waiting() {
        Report report = new Report(40, 39, 1, 0, 2,
                List.of(new Difference("01K<b>", List.of(new Field("/status", "APPROVED", "CANCELLED"))),
                        new Difference("01L", List.of(new Field("", null, "{\"id\":\"01L\"}")))));
        return panel(0, rebuild(RebuildStatus.WAITING, report), 0);
    }

    static ViewPanel switched(int former) {
        return panel(0, rebuild(RebuildStatus.SWITCHED, new Report(40, 40, 0, 0, 0, List.of())), former);
    }

    private static Rebuild rebuild(RebuildStatus status, Report report) {
        return new Rebuild("r1", "order-history", status, SwitchMode.MANUAL, 2, 1_000, 1_000, null, 0.0, 42L, List.of(), report, null, NOW);
    }

    private static ViewPanel panel(long lag, Rebuild rebuild, int former) {
        ViewStatus status = new ViewStatus("order-history", "order-history", 1, 1_000 - lag, lag, lag / 10.0,
                List.of(new SegmentStatus(0, "4711@host", 1_000 - lag, lag == 0, null),
                        new SegmentStatus(1, null, 1_000, false, "java.lang.IllegalStateException: torn <page>")),
                0, rebuild == null || !rebuild.status().active() ? null : rebuild.id(), ViewStatus.State.FAILING);
        return new ViewPanel(status, Curve.of(List.of(new Sample(NOW, 0), new Sample(NOW.plusSeconds(1), lag))), rebuild, former);
    }
}
