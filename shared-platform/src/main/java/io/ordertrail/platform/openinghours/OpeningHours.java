package io.ordertrail.platform.openinghours;

import ch.poole.openinghoursparser.I18n;
import ch.poole.openinghoursparser.OpeningHoursParseException;
import ch.poole.openinghoursparser.OpeningHoursParser;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.TokenMgrError;
import io.ordertrail.events.InvalidValueException;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * When a restaurant is open, by the clock on its wall: the start of a range is included, its end is not, and an hour that daylight saving
 * repeats is open twice. What is not understood is refused when it is parsed, never guessed.
 *
 * <ul>
 * <li>A rule after {@code ;} replaces the earlier ones on the days that it holds for; without any day or date it holds for every day. A
 * rule after {@code ,} adds to them. {@code off} and {@code closed} take away: the day's hours, or just the times they name.
 * <li>Hours belong to the day on which they begin: {@code Sa 19:00-02:00; Su off} is open on Sunday at 01:00.
 * <li>There is no calendar of holidays: {@code PH} and {@code SH} never hold, and a rule that names nothing else never applies.
 * <li>An open end counts as far as it is certain: {@code 18:00+} until midnight, {@code 18:00-22:00+} until 22:00.
 * <li>Refused: sunrise and sunset, Easter, {@code unknown} and comments without {@code open} or {@code off}, fallback rules
 * ({@code ||}), single points in time and intervals.
 * </ul>
 */
public final class OpeningHours {

    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int MINUTES_OF_WEEK = 7 * MINUTES_OF_DAY;
    private static final int NEVER = -1;
    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    static {
        // Answers are in English, whatever language the machine speaks.
        I18n.setLocale(Locale.ROOT);
    }

    private final List<OpeningRule> rules;

    private OpeningHours(List<OpeningRule> rules) {
        this.rules = rules;
    }

    /** @throws InvalidValueException naming {@code openingHours}, with a message that says what is not understood */
    public static OpeningHours parse(String text) {
        List<OpeningRule> rules = parsed(text).stream().filter(Predicate.not(Rule::isEmpty)).map(OpeningRule::of).toList();
        if (rules.isEmpty()) {
            throw notUnderstood("there is no rule in it");
        }
        return new OpeningHours(rules);
    }

    private static List<Rule> parsed(String text) {
        try {
            // Strict about the syntax, but not about 18:00-02:00, which the strict notation would have us write 18:00-26:00.
            return new OpeningHoursParser(new StringReader(text)).rules(true, false);
        } catch (OpeningHoursParseException | TokenMgrError e) {
            throw notUnderstood(e.getMessage().lines().findFirst().orElse("syntax error").replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
        }
    }

    static InvalidValueException notUnderstood(String why) {
        return new InvalidValueException("openingHours", "is not understood as opening_hours of OpenStreetMap: " + why);
    }

    /** Whether it is open at that time of the restaurant's own clock. */
    public boolean isOpen(LocalDateTime localTime) {
        LocalDate today = localTime.toLocalDate();
        LocalDate yesterday = today.minusDays(1);
        return isOpen(days -> days.on(today), days -> days.on(yesterday), localTime.getHour() * 60 + localTime.getMinute());
    }

    private boolean isOpen(Function<Days, Holding> today, Function<Days, Holding> yesterday, int minute) {
        boolean sinceToday = false;
        boolean sinceYesterday = false;
        for (OpeningRule rule : rules) {
            Holding onToday = today.apply(rule.days());
            Holding onYesterday = yesterday.apply(rule.days());
            sinceToday = rule.evolve(sinceToday, onToday, minute);
            sinceYesterday = rule.evolve(sinceYesterday, onYesterday, minute + MINUTES_OF_DAY);
            if (rule.shuts(onToday, minute) || rule.shuts(onYesterday, minute + MINUTES_OF_DAY)) {
                sinceToday = false;
                sinceYesterday = false;
            }
        }
        return sinceToday || sinceYesterday;
    }

    /**
     * When it is open in some week: at no other time of a week it ever is. Where no rule names years, dates, weeks or which weekday of a month,
     * all weeks are like that. In order, with a gap after each.
     */
    public List<OpenSpan> week() {
        SortedSet<Integer> changes = new TreeSet<>(Set.of(0));
        rules.stream().flatMap(rule -> rule.times().stream()).forEach(span -> {
            changes.add(span.from());
            changes.add(span.until() % MINUTES_OF_DAY);
        });
        List<OpenSpan> week = new ArrayList<>();
        int from = NEVER;
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int minute : changes) {
                boolean open = isOpen(days -> days.on(day), days -> days.on(day.minus(1)), minute);
                int now = day.ordinal() * MINUTES_OF_DAY + minute;
                if (open && from == NEVER) {
                    from = now;
                } else if (!open && from != NEVER) {
                    week.add(new OpenSpan(from, now));
                    from = NEVER;
                }
            }
        }
        if (from != NEVER) {
            week.add(new OpenSpan(from, MINUTES_OF_WEEK));
        }
        return week;
    }

    /** Whether it is open at that instant in the restaurant's time zone. Outside the years 1 to 9999 nothing is. */
    public boolean isOpenAt(Instant instant, ZoneId timeZone) {
        return instant.isAfter(EARLIEST) && instant.isBefore(LATEST) && isOpen(LocalDateTime.ofInstant(instant, timeZone));
    }
}
