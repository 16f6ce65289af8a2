package io.ordertrail.command.admission;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the processes of this node need for what waits for them, by looking again and again at how far they are and how far the events
 * go. No clock but that which measures how long something takes has a part in it, and no event's own time.
 */
class Backlog {

    /** Speeds are means of about so long: longer than a batch, shorter than anybody should wait. */
    private static final double MEMORY_NANOS = Duration.ofSeconds(2).toNanos();

    /** So few events are no backlog, however slowly the first of them are handled when everything is new. */
    private static final long FEW = 50;

    /** A cold or crowded machine may stand still for so long without anything being wrong. */
    private static final long HICCUP_NANOS = Duration.ofSeconds(2).toNanos();

    private final Map<Integer, Share> shares = new HashMap<>();
    private long lookedAt;
    private long headThen;
    private long longest;

    /**
     * @param nanos time by {@code System.nanoTime()}
     * @param head position of the last event stored
     * @param positions of the last event handled, by segment; of those only that get on
     */
    void look(long nanos, long head, Map<Integer, Long> positions) {
        shares.keySet().retainAll(positions.keySet());
        longest = 0;
        positions.forEach((segment, position) -> {
            Share share = shares.computeIfAbsent(segment, unknown -> new Share(position, nanos));
            longest = Math.max(longest, share.look(nanos, head, position));
        });
        lookedAt = nanos;
        headThen = head;
    }

    /** What the slowest segment needs for all that it has not handled; as of the last look. */
    Duration duration() {
        return Duration.ofNanos(longest);
    }

    private final class Share {

        private long position;
        private long movedAt;

        /** Positions per nanosecond, 0 while it is not known. */
        private double speed;

        Share(long position, long nanos) {
            this.position = position;
            this.movedAt = nanos;
        }

        long look(long nanos, long head, long now) {
            long moved = now - position;
            // Only who has not even come to where the events went the last time was busy all the while: others had to wait for events.
            boolean busy = now < headThen && nanos > lookedAt;
            if (busy && moved > 0) {
                measure(moved, nanos - movedAt);
            }
            if (moved > 0 || !busy) {
                movedAt = nanos;
            }
            position = now;
            if (!busy) {
                return 0;
            }
            long waiting = head - now;
            return Math.max(nanos - movedAt - HICCUP_NANOS, speed > 0 && waiting > FEW ? (long) (waiting / speed) : 0);
        }

        /** A whole batch at a time: what is being handled shows only when it is done. */
        private void measure(long moved, long nanos) {
            double latest = (double) moved / nanos;
            double weight = speed == 0 ? 1 : -Math.expm1(-nanos / MEMORY_NANOS);
            speed += weight * (latest - speed);
        }
    }
}
