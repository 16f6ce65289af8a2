package io.ordertrail.views.rebuild;

import io.ordertrail.views.following.View;
import io.ordertrail.views.rebuild.build.Share;
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

    static Progress of(View<?> view, RebuildState rebuild, List<Share> shares, long target, Instant now) {
        RebuildStatus status = rebuild.status();
        long built = Objects.requireNonNullElse(rebuild.following(), 0L);
        if (!status.active()) {
            return new Progress(built, null, null);
        }
        if (status == RebuildStatus.WAITING) {
            return new Progress(following(view, rebuild, built), null, 0.0);
        }
        long position = shares.stream().mapToLong(Share::read).min().orElse(0);
        if (status == RebuildStatus.VERIFYING) {
            double left = Math.max(0, shares.stream().mapToLong(Share::documents).sum() - rebuild.compared());
            return new Progress(following(view, rebuild, position), null, left * rebuild.perDocument().verifying());
        }
        Double rate = moving(shares).map(Share::rate).min(Comparator.naturalOrder()).orElse(null);
        return new Progress(position, rate, remaining(shares, target, rebuild.perDocument().afterwards(), now));
    }

    /**
     * @param afterwards seconds per document from the end of building to the end of verifying
     * @return null if there is nothing to reckon with
     */
    static Double remaining(List<Share> shares, long target, double afterwards, Instant now) {
        double documents = shares.stream().mapToLong(Share::documents).sum();
        if (!shares.isEmpty() && shares.stream().allMatch(Share::done)) {
            return Math.max(0, documents * afterwards - seconds(Share.built(shares), now));
        }
        if (moving(shares).findAny().isEmpty()) {
            return null;
        }
        double slowest =
                moving(shares).mapToDouble(share -> left(share, share.rate(), target) - sinceSaved(share, now)).max().orElseThrow();
        // What nobody builds yet comes after what is being built.
        double rate = moving(shares).mapToDouble(Share::rate).min().orElseThrow();
        double waiting = shares.stream().filter(share -> !share.done() && share.rate() == 0)
                .mapToDouble(share -> left(share, rate, target)).max().orElse(0);
        double part = target == 0 ? 1 : Math.max(shares.stream().mapToLong(Share::read).min().orElse(0), 1) / (double) target;
        return Math.max(0, slowest) + waiting + documents / part * afterwards;
    }

    private static Stream<Share> moving(List<Share> shares) {
        return shares.stream().filter(share -> !share.done() && share.rate() > 0);
    }

    private static double left(Share share, double rate, long target) {
        return (target - share.read()) / rate;
    }

    /** It has gone on since; but not if it is silent for so long that its node must have died. */
    private static double sinceSaved(Share share, Instant now) {
        boolean silent = share.saved().plus(SILENCE).isBefore(now);
        return silent ? 0 : Math.max(0, seconds(share.saved(), now));
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    private static long following(View<?> view, RebuildState rebuild, long otherwise) {
        return Math.max(otherwise, view.position(rebuild.generation()));
    }
}
