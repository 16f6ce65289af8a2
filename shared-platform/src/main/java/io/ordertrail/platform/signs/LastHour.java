package io.ordertrail.platform.signs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a counter has counted within the last hour, to a minute: how it stood is kept for each minute since. */
final class LastHour {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(1);

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long nanos, double count) {

        boolean isOlder(Duration age, long now) {
            return now - nanos >= age.toNanos();
        }
    }

    /** @param start when it was seen first, and had counted nothing yet, as {@link System#nanoTime()} */
    LastHour(long start) {
        marks.add(new Mark(start, 0));
    }

    /** @param count of all that it has counted by now */
    double of(double count, long now) {
        if (marks.getLast().isOlder(STEP, now)) {
            marks.addLast(new Mark(now, count));
        }
        while (marks.size() > 1 && marks.getFirst().isOlder(HOUR, now)) {
            marks.removeFirst();
        }
        return count - marks.getFirst().count;
    }
}
