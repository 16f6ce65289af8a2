package io.ordertrail.views.rebuild.build;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How fast something moves: over the latter half of the time since it began, so that a slow beginning is forgotten and a moment's stumble
 * does not show.
 */
final class Pace {

    private static final double NANOS = 1e9;

    private record Sample(long nanos, long position) {
    }

    private final Deque<Sample> samples = new ArrayDeque<>();
    private final long began;

    Pace(long nanos, long position) {
        began = nanos;
        samples.add(new Sample(nanos, position));
    }

    void at(long nanos, long position) {
        samples.add(new Sample(nanos, position));
        long middle = began + (nanos - began) / 2;
        while (samples.size() > 2 && samples.peekFirst().nanos < middle) {
            samples.removeFirst();
        }
    }

    /** Positions per second, 0 before it has moved. */
    double perSecond() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        return last.nanos == first.nanos ? 0 : (last.position - first.position) * NANOS / (last.nanos - first.nanos);
    }
}
