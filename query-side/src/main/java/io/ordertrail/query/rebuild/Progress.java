package io.ordertrail.query.rebuild;

import io.ordertrail.query.view.View;
import java.util.List;
import org.bson.Document;

/**
 * How far a rebuild is, and how long it still takes until it could be switched.
 *
 * @param eventsPerSecond null unless it is being built, and before the first estimate
 * @param remainingSeconds null unless it is under way, and before the first estimate; 0 when it waits
 */
record Progress(long position, Double eventsPerSecond, Double remainingSeconds) {

    /** Seconds per document for what comes after building, indexes and verification: an estimate from measurements. */
    private static final double AFTERWARDS = 30e-6;

    static Progress of(View<?> view, Document rebuild, List<Share> shares, long target) {
        RebuildStatus status = RebuildStatus.valueOf(rebuild.getString(Fields.STATUS));
        long built = rebuild.get(Fields.BUILT, 0L);
        if (!status.active()) {
            return new Progress(built, null, null);
        }
        if (status == RebuildStatus.WAITING) {
            return new Progress(following(view, rebuild, built), null, 0.0);
        }
        long position = shares.stream().mapToLong(Share::read).min().orElse(0);
        long documents = shares.stream().mapToLong(Share::documents).sum();
        if (status == RebuildStatus.VERIFYING) {
            double left = Math.max(0, documents - rebuild.get(Fields.COMPARED, 0L));
            return new Progress(following(view, rebuild, position), null, left * AFTERWARDS / 2);
        }
        List<Share> moving = shares.stream().filter(share -> !share.done() && share.rate() > 0).toList();
        if (moving.isEmpty()) {
            boolean done = !shares.isEmpty() && shares.stream().allMatch(Share::done);
            return new Progress(position, null, done ? documents * AFTERWARDS : null);
        }
        double rate = moving.stream().mapToDouble(Share::rate).min().orElseThrow();
        double slowest = moving.stream().mapToDouble(share -> (target - share.read()) / share.rate()).max().orElseThrow();
        // What nobody builds yet comes after what is being built.
        double waiting = shares.stream().filter(share -> !share.done() && share.rate() == 0)
                .mapToDouble(share -> (target - share.read()) / rate).max().orElse(0);
        double share = target == 0 ? 1 : Math.max(position, 1) / (double) target;
        return new Progress(position, rate, Math.max(0, slowest) + waiting + documents / share * AFTERWARDS);
    }

    private static long following(View<?> view, Document rebuild, long otherwise) {
        return Math.max(otherwise, view.position(rebuild.getInteger(Fields.GENERATION)));
    }
}
