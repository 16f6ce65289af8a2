package io.ordertrail.benchmarks;

import io.ordertrail.views.rebuild.Rebuild;
import io.ordertrail.views.rebuild.Rebuild.Segment;
import io.ordertrail.views.rebuild.Rebuilds;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real rebuild of the order history, from the first event to the switch. */
final class Rebuilding {

    private static final Duration LOOK = Duration.ofMillis(10);

    private Rebuilding() {
    }

    /**
     * One rebuild.
     *
     * @param built seconds until all documents were written
     * @param ready until the new generation had its indexes and followed: what a replay in the usual way ends with
     * @param whole until it had been found equal to the live one, document by document, and was live
     * @param foretold by the seconds since its beginning, how many more it was said to take
     */
    record Timing(double built, double ready, Meter.Cost whole, NavigableMap<Double, Double> foretold) {

        /** By how much of what really remained the remaining time was wrong, after each fifth but the last. */
        String misses() {
            return Stream.of(0.2, 0.4, 0.6, 0.8).map(part -> {
                double now = whole.seconds() * part;
                Map.Entry<Double, Double> last = foretold.floorEntry(now);
                return last == null ? "nothing said"
                        : "%+.0f %%"
                                .formatted(100 * (last.getKey() + last.getValue() - whole.seconds()) / (whole.seconds() - last.getKey()));
            }).collect(Collectors.joining(", "));
        }

        double readyPerSecond() {
            return whole.events() / ready;
        }
    }

    static Timing run(QuerySystem system) throws InterruptedException {
        Rebuilds rebuilds = system.bean(Rebuilds.class);
        long events = system.events();
        double built = 0;
        double ready = 0;
        NavigableMap<Double, Double> foretold = new TreeMap<>();
        Meter meter = Meter.start(system);
        Rebuild rebuild = rebuilds.start(QuerySystem.VIEW, SwitchMode.WHEN_EQUAL, null);
        while (rebuild.status() != RebuildStatus.SWITCHED) {
            Thread.sleep(LOOK);
            rebuild = rebuilds.find(QuerySystem.VIEW, rebuild.id());
            if (rebuild.remainingSeconds() != null) {
                foretold.put(meter.seconds(), rebuild.remainingSeconds());
            }
            if (built == 0 && !rebuild.segments().isEmpty() && rebuild.segments().stream().allMatch(Segment::built)) {
                built = meter.seconds();
            }
            if (ready == 0 && rebuild.status() != RebuildStatus.BUILDING) {
                ready = meter.seconds();
            }
            if (rebuild.status() == RebuildStatus.WAITING || !rebuild.status().active() && rebuild.status() != RebuildStatus.SWITCHED) {
                throw new IllegalStateException("The rebuild has ended as %s: %s".formatted(rebuild.status(), rebuild));
            }
        }
        Meter.Cost whole = meter.stop(events);
        return new Timing(built, ready == 0 ? whole.seconds() : ready, whole, foretold);
    }
}
