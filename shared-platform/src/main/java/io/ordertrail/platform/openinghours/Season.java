package io.ordertrail.platform.openinghours;

import static io.ordertrail.platform.openinghours.OpeningHours.notUnderstood;

import ch.poole.openinghoursparser.DateRange;
import ch.poole.openinghoursparser.DateWithOffset;
import ch.poole.openinghoursparser.Month;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * From one date to another, both included: every year, or once where a year is named. It may last over New Year.
 *
 * @param end null where it is a single day or month
 * @param overNewYear whether it ends in the year after the one it begins in
 */
record Season(DateWithOffset start, DateWithOffset end, Month endMonth, boolean overNewYear) implements Predicate<LocalDate> {

    /** So that a shifted date stays in reach of the year it is counted from. */
    private static final int MAX_OFFSET = 31;

    static Season of(DateRange range) {
        DateWithOffset start = range.getStartDate();
        DateWithOffset end = range.getEndDate();
        Month endMonth = end == null || end.getMonth() == null ? start.getMonth() : end.getMonth();
        check(start, start.getMonth());
        if (end != null) {
            check(end, endMonth);
        }
        if (range.getInterval() != 0 || end != null && end.isOpenEnded() || start.isOpenEnded() && start.undefinedYear()
                || end != null && start.undefinedYear() && !end.undefinedYear()) {
            throw notUnderstood("this range of dates is not supported: %s".formatted(range));
        }
        boolean earlierMonth = endMonth.compareTo(start.getMonth()) < 0;
        boolean earlierDay = end != null && endMonth == start.getMonth() && !start.undefinedDay() && !end.undefinedDay()
                && end.getDay() < start.getDay();
        return new Season(start, end, endMonth, earlierMonth || earlierDay);
    }

    private static void check(DateWithOffset date, Month month) {
        if (date.getVarDate() != null || date.getWeekDayOffset() != null || month == null || Math.abs(date.getDayOffset()) > MAX_OFFSET) {
            throw notUnderstood("this date is not supported: %s".formatted(date));
        }
        int longest = java.time.Month.of(month.ordinal() + 1).maxLength();
        if (!date.undefinedDay() && date.getDay() > longest) {
            throw notUnderstood("there is no %s".formatted(date));
        }
    }

    @Override
    public boolean test(LocalDate day) {
        IntStream beginnings = start.undefinedYear() ? IntStream.rangeClosed(day.getYear() - 1, day.getYear() + 1)
                : IntStream.of(start.getYear());
        return beginnings.anyMatch(year -> lasts(year, day));
    }

    private boolean lasts(int year, LocalDate day) {
        LocalDate first = resolved(start, start.getMonth(), year, false);
        LocalDate last = end == null ? resolved(start, endMonth, year, true) : resolved(end, endMonth, endYear(year), true);
        return first != null && !day.isBefore(first) && (start.isOpenEnded() || last != null && !day.isAfter(last));
    }

    private int endYear(int startYear) {
        if (!end.undefinedYear()) {
            return end.getYear();
        }
        return overNewYear ? startYear + 1 : startYear;
    }

    /** The date in that year: of a whole month its first or last day; null for a fifth Monday that there is not. */
    private static LocalDate resolved(DateWithOffset date, Month month, int year, boolean last) {
        YearMonth of = YearMonth.of(year, month.ordinal() + 1);
        LocalDate day;
        if (date.getNthWeekDay() != null) {
            day = of.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(date.getNth(), Days.dayOfWeek(date.getNthWeekDay())));
            if (!YearMonth.from(day).equals(of)) {
                return null;
            }
        } else if (date.undefinedDay()) {
            day = last ? of.atEndOfMonth() : of.atDay(1);
        } else {
            // February 29 in a common year: a range from it begins on March 1, one until it ends on February 28, the day itself is not.
            day = date.getDay() <= of.lengthOfMonth() ? of.atDay(date.getDay()) : last ? of.atEndOfMonth() : of.plusMonths(1).atDay(1);
        }
        return day.plusDays(date.getDayOffset());
    }
}
