package io.ordertrail.query.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A view's lag over the last two minutes, as the points of an SVG polyline; the newest stands at the right.
 *
 * @param highest lag in events; a little of it still looks like little
 */
record Curve(String points, long highest) {

    static final Duration SPAN = Duration.ofMinutes(2);
    static final int WIDTH = 240;
    static final int HEIGHT = 40;

    private static final long LEAST_SCALE = 10;

    /** What was seen at one moment. */
    record Sample(Instant at, long lag) {
    }

    static Curve of(List<Sample> samples) {
        long highest = samples.stream().mapToLong(Sample::lag).max().orElse(0);
        double scale = Math.max(highest, LEAST_SCALE);
        StringJoiner points = new StringJoiner(" ");
        Instant last = samples.isEmpty() ? Instant.EPOCH : samples.getLast().at();
        Sample before = null;
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            // The inner points of a level stretch say nothing, and would change the picture each second.
            boolean level = before != null && i < samples.size() - 1 && before.lag == sample.lag && samples.get(i + 1).lag == sample.lag;
            if (!level) {
                double age = Duration.between(sample.at, last).toMillis() / (double) SPAN.toMillis();
                points.add(String.format(Locale.ROOT, "%.1f,%.1f", WIDTH * (1 - Math.min(1, age)),
                        1 + (HEIGHT - 2) * (1 - sample.lag / scale)));
            }
            before = sample;
        }
        return new Curve(points.toString(), highest);
    }
}
