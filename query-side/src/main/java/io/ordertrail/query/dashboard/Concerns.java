package io.ordertrail.query.dashboard;

import io.ordertrail.platform.signs.Sign;
import io.ordertrail.platform.signs.Signs;
import io.ordertrail.views.following.ViewStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What stands still or waits, of all nodes of both sides: the same numbers, and the same bounds, as in the alerts. */
@Component
class Concerns {

    /** Beyond it an order that is …_PENDING is stuck, by as many seconds as the alerts say. */
    private static final double LONGEST_PENDING = 60;
    private static final double LONGEST_WITHOUT_COURIER = 600;
    private static final double LONGEST_BACKLOG = 5;

    /** Seconds, as the alerts have it. */
    static final double LONGEST_LAG = 30;

    private final Signs signs;

    Concerns(Signs signs) {
        this.signs = signs;
    }

    /** @param panels how the views stand */
    List<Concern> all(List<ViewPanel> panels) {
        List<Concern> concerns = told();
        concerns.add(views(panels));
        return concerns;
    }

    /** What nodes tell: all but how the views stand. */
    List<Concern> told() {
        Told told = new Told(signs.all());
        List<Concern> concerns = new ArrayList<>();
        Stream.of("APPROVAL_PENDING", "CANCEL_PENDING", "REVISION_PENDING").forEach(status -> concerns.add(pending(status, told)));
        concerns.add(waiting("Orders and others parked at an event", "order", told.highest("ordertrail.parked.sequences", ""),
                told.highest("ordertrail.parked.age", ""), 0, "#parked"));
        concerns.add(waiting("Deliveries to subscribers parked", "delivery", told.highest("ordertrail.subscriptions.parked", ""),
                told.highest("ordertrail.subscriptions.age", ""), 0, "/dashboard/subscriptions"));
        concerns.add(waiting("Acceptance deadlines overdue", "deadline", told.highest("ordertrail.deadlines.overdue", ""),
                told.highest("ordertrail.deadlines.overdue.age", ""), 0, null));
        concerns.add(waiting("Deliveries without a courier", "delivery", told.highest("ordertrail.deliveries.waiting", ""),
                told.highest("ordertrail.deliveries.waiting.age", ""), LONGEST_WITHOUT_COURIER, null));
        concerns.add(backlog(told.highest("ordertrail.processes.backlog", "")));
        concerns.add(counted("Segments of the processes that fail", told.highest("ordertrail.processor.failing", "processor=processes")));
        concerns.add(counted("Refusals that no step expected, within an hour", told.sum("ordertrail.processes.refusals")));
        concerns.add(counted("Drift of the dispatch that was mended, within an hour", told.sum("ordertrail.dispatch.drift")));
        return concerns;
    }

    /** How long nothing has happened to the order that has waited longest, in seconds; empty if none waits. */
    OptionalDouble oldestPending() {
        return signs.all().stream().filter(sign -> sign.metric().equals("ordertrail.orders.pending.age") && sign.value() > 0)
                .mapToDouble(Sign::value).max();
    }

    private static Concern pending(String status, Told told) {
        OptionalDouble all = told.highest("ordertrail.orders.pending", "older=0s,status=" + status);
        OptionalDouble age = told.highest("ordertrail.orders.pending.age", "status=" + status);
        return waiting("Orders %s".formatted(status), "order", all, age, LONGEST_PENDING,
                "/orders?status=%s&olderThan=PT1M".formatted(status));
    }

    /** Fine as long as none of them has waited longer than that. */
    private static Concern waiting(String title, String one, OptionalDouble count, OptionalDouble age, double longest, String more) {
        if (count.isEmpty()) {
            return unknown(title);
        }
        boolean some = count.getAsDouble() > 0;
        String detail = some && age.isPresent() ? "the oldest for " + Parts.WORDS.duration(age.getAsDouble()) : "";
        boolean late = some && (longest == 0 || age.orElse(0) > longest);
        return new Concern(title, late ? "warn" : "well", plural(count.getAsDouble(), one), detail, some ? more : null);
    }

    private static String plural(double count, String one) {
        return one.endsWith("y") && count != 1
                ? "%s %sies".formatted(Parts.WORDS.count(count), one.substring(0, one.length() - 1))
                : Parts.WORDS.count(Math.round(count), one);
    }

    private static Concern backlog(OptionalDouble seconds) {
        String title = "What waits for the processes";
        return seconds.isEmpty() ? unknown(title)
                : new Concern(title, seconds.getAsDouble() > LONGEST_BACKLOG ? "warn" : "well", Parts.WORDS.duration(seconds.getAsDouble()),
                        "until it is handled", "/dashboard/processors");
    }

    private static Concern counted(String title, OptionalDouble count) {
        return new Concern(title, count.orElse(0) > 0 ? "warn" : "well", Parts.WORDS.count(count.orElse(0)), "", null);
    }

    private static Concern views(List<ViewPanel> panels) {
        long parked = panels.stream().mapToLong(panel -> panel.status().parked()).sum();
        long failing = panels.stream().flatMap(panel -> panel.status().segments().stream())
                .filter(segment -> segment.error() != null || segment.node() == null).count();
        double lag = panels.stream().mapToDouble(panel -> panel.status().lagSeconds()).max().orElse(0);
        long ahead = panels.stream().filter(panel -> panel.status().state() == ViewStatus.State.AHEAD).count();
        if (ahead > 0) {
            return new Concern("Views", "warn", Parts.WORDS.count(ahead, "view") + " ahead of the store",
                    "they know of events that are not stored any more, and answer again once they are rebuilt", "/dashboard");
        }
        boolean well = parked == 0 && failing == 0 && lag <= LONGEST_LAG;
        return new Concern("Views", well ? "well" : "warn", Parts.WORDS.count(parked, "document") + " parked",
                "%s not followed, the latest is %s behind".formatted(Parts.WORDS.count(failing, "segment"), Parts.WORDS.duration(lag)),
                "/dashboard");
    }

    private static Concern unknown(String title) {
        return new Concern(title, "unknown", "–", "no node tells", null);
    }

    /** What the living nodes say. */
    private record Told(List<Sign> signs) {

        OptionalDouble highest(String metric, String labels) {
            return named(metric).filter(sign -> sign.labels().equals(labels)).mapToDouble(Sign::value).max();
        }

        OptionalDouble sum(String metric) {
            List<Sign> all = named(metric).toList();
            return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(all.stream().mapToDouble(Sign::value).sum());
        }

        private Stream<Sign> named(String metric) {
            return signs.stream().filter(sign -> sign.metric().equals(metric));
        }
    }
}
