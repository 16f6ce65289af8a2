package io.ordertrail.query.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    /** What is shown where there is nothing to show yet. */
    private static final String UNKNOWN = "–";

    public String count(Number number) {
        return number == null ? UNKNOWN : String.format(Locale.ROOT, "%,d", Math.round(number.doubleValue()));
    }

    /** @param one the noun for one of them; its plural has an s */
    public String count(long number, String one) {
        return "%s %s%s".formatted(count(number), one, number == 1 ? "" : "s");
    }

    /** @param seconds null if not known */
    public String duration(Double seconds) {
        if (seconds == null) {
            return UNKNOWN;
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        if (whole.toMinutes() == 0) {
            return whole.toSeconds() + " s";
        }
        if (whole.toHours() == 0) {
            return "%d min %d s".formatted(whole.toMinutes(), whole.toSecondsPart());
        }
        return whole.toDays() == 0 ? "%d h %d min".formatted(whole.toHours(), whole.toMinutesPart())
                : "%d d %d h".formatted(whole.toDays(), whole.toHoursPart());
    }

    public String time(Instant instant) {
        return TIME.format(instant);
    }

    /** To the second. */
    public String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    public String between(Instant from, Instant to) {
        return duration(Math.max(0, Duration.between(from, to).toMillis()) / 1000.0);
    }

    public String day(Instant instant) {
        return DAY.format(instant);
    }

    /** {@code WHEN_EQUAL} as one would say it: when equal. */
    public String plain(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whole per cent, and 100 only when all is done. */
    public int percent(long part, long whole) {
        return whole <= 0 ? part < 0 ? 0 : 100 : (int) Math.clamp(part * 100.0 / whole, 0, part < whole ? 99 : 100);
    }
}
