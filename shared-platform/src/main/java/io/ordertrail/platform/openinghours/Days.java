package io.ordertrail.platform.openinghours;

import ch.poole.openinghoursparser.Holiday;
import ch.poole.openinghoursparser.Nth;
import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.WeekDay;
import ch.poole.openinghoursparser.WeekDayRange;
import ch.poole.openinghoursparser.WeekRange;
import ch.poole.openinghoursparser.YearRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The days for which a rule holds: those that match each kind of selector it has, years, dates, weeks and weekdays. */
final class Days {

    private Days() {
    }

    static Predicate<LocalDate> of(Rule rule) {
        Predicate<LocalDate> days = anyOf(rule.getYears(), Days::inYears)
                .and(anyOf(rule.getDates(), Season::of))
                .and(anyOf(rule.getWeeks(), Days::inWeeks))
                .and(anyOf(rule.getDays(), Days::onWeekdays));
        return holidaysOnly(rule) ? day -> false : days;
    }

    private static <S> Predicate<LocalDate> anyOf(List<S> selectors, Function<S, Predicate<LocalDate>> days) {
        return selectors == null ? day -> true : selectors.stream().map(days).reduce(day -> false, Predicate::or);
    }

    /** {@code PH,Mo} holds on Mondays as well; {@code PH} and {@code PH Mo} (holidays that are Mondays) on holidays only. */
    private static boolean holidaysOnly(Rule rule) {
        return rule.getHolidays() != null
                && (rule.getDays() == null || !rule.getHolidays().stream().allMatch(Holiday::getUseAsWeekDay));
    }

    private static Predicate<LocalDate> inYears(YearRange years) {
        int first = years.getStartYear();
        int last = years.isOpenEnded() ? Integer.MAX_VALUE
                : years.getEndYear() == YearRange.UNDEFINED_YEAR ? first : years.getEndYear();
        int interval = Math.max(1, years.getInterval());
        return day -> day.getYear() >= first && day.getYear() <= last && (day.getYear() - first) % interval == 0;
    }

    /** Weeks as ISO 8601 counts them. */
    private static Predicate<LocalDate> inWeeks(WeekRange weeks) {
        int first = weeks.getStartWeek();
        int last = weeks.getEndWeek() == WeekRange.UNDEFINED_WEEK ? first : weeks.getEndWeek();
        int interval = Math.max(1, weeks.getInterval());
        return day -> {
            int week = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return within(first, week, last) && (week - first) % interval == 0;
        };
    }

    private static Predicate<LocalDate> onWeekdays(WeekDayRange range) {
        DayOfWeek first = dayOfWeek(range.getStartDay());
        DayOfWeek last = range.getEndDay() == null ? first : dayOfWeek(range.getEndDay());
        Predicate<LocalDate> ofMonth = anyOf(range.getNths(), Days::nthOfMonth);
        return day -> {
            LocalDate counted = day.minusDays(range.getOffset());
            return within(first.getValue(), counted.getDayOfWeek().getValue(), last.getValue()) && ofMonth.test(counted);
        };
    }

    private static Predicate<LocalDate> nthOfMonth(Nth nth) {
        int first = nth.getStartNth();
        int last = nth.getEndNth() == Nth.INVALID_NTH ? first : nth.getEndNth();
        return day -> {
            int fromStart = (day.getDayOfMonth() - 1) / 7 + 1;
            int fromEnd = -((day.lengthOfMonth() - day.getDayOfMonth()) / 7 + 1);
            int counted = first < 0 ? fromEnd : fromStart;
            return counted >= first && counted <= last;
        };
    }

    static DayOfWeek dayOfWeek(WeekDay day) {
        return DayOfWeek.of(day.ordinal() + 1);
    }

    /** Of a cycle: from Saturday to Tuesday is a range too. */
    private static boolean within(int first, int value, int last) {
        return first <= last ? first <= value && value <= last : first <= value || value <= last;
    }
}
