package io.ordertrail.views.rebuild;

import io.ordertrail.views.following.View;
import io.ordertrail.views.rebuild.build.Shard;
import io.ordertrail.views.state.RebuildState;
import io.ordertrail.views.state.RebuildStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How far a rebuild is, and how long it still takes until it could be switched.
 *
 * @param eventsPerSecond null unless it is being built, and before the first estimate
 * @param remainingSeconds null unless it is under way, and before the first estimate; 0 when it waits
 */
record Progress(long position, Double eventsPerSecond, Double remainingSeconds) {

    /** A builder tells of itself more often than this, if it is alive. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    static Progress of(View<?> view, RebuildState rebuild, List<Shard> shards, long target, Instant now) {
        RebuildStatus status = rebuild.status();
        long built = Objects.requireNonNullElse(rebuild.following(), 0L);
        if (!status.active()) {
            return new Progress(built, null, null);
        }
        if (status == RebuildStatus.WAITING) {
            return new Progress(following(view, rebuild, built), null, 0.0);
        }
        long position = shards.stream().mapToLong(Shard::read).min().orElse(0);
        if (status == RebuildStatus.VERIFYING) {
            double left = Math.max(0, shards.stream().mapToLong(Shard::documents).sum() - rebuild.compared());
            return new Progress(following(view, rebuild, position), null, left * rebuild.perDocument().verifying());
        }
        Double rate = moving(shards).map(Shard::rate).min(Comparator.naturalOrder()).orElse(null);
        return new Progress(position, rate, remaining(shards, target, rebuild.perDocument().afterwards(), now));
    }

    /**
     * @param afterwards seconds per document from the end of building to the end of verifying
     * @return null if there is nothing to reckon with
     */
    static Double remaining(List<Shard> shards, long target, double afterwards, Instant now) {
        double documents = shards.stream().mapToLong(Shard::documents).sum();
        if (!shards.isEmpty() && shards.stream().allMatch(Shard::done)) {
            return Math.max(0, documents * afterwards - seconds(Shard.built(shards), now));
        }
        if (moving(shards).findAny().isEmpty()) {
            return null;
        }
        double slowest =
                moving(shards).mapToDouble(shard -> left(shard, shard.rate(), target) - sinceSaved(shard, now)).max().orElseThrow();
        // What nobody builds yet comes after what is being built.
        double rate = moving(shards).mapToDouble(Shard::rate).min().orElseThrow();
        double waiting = shards.stream().filter(shard -> !shard.done() && shard.rate() == 0)
                .mapToDouble(shard -> left(shard, rate, target)).max().orElse(0);
        double part = target == 0 ? 1 : Math.max(shards.stream().mapToLong(Shard::read).min().orElse(0), 1) / (double) target;
        return Math.max(0, slowest) + waiting + documents / part * afterwards;
    }

    private static Stream<Shard> moving(List<Shard> shards) {
        return shards.stream().filter(shard -> !shard.done() && shard.rate() > 0);
    }

    private static double left(Shard shard, double rate, long target) {
        return (target - shard.read()) / rate;
    }

    /** It has gone on since; but not if it is silent for so long that its node must have died. */
    private static double sinceSaved(Shard shard, Instant now) {
        boolean silent = shard.saved().plus(SILENCE).isBefore(now);
        return silent ? 0 : Math.max(0, seconds(shard.saved(), now));
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static long following(View<?> view, RebuildState rebuild, long otherwise) {
        return Math.max(otherwise, view.position(rebuild.generation()));
    }
}
