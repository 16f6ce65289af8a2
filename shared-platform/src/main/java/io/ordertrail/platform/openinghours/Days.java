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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The days for which a rule holds: those that match each kind of selector it has, years, dates, weeks and weekdays.
 *
 * @param weekdays those that they can be
 * @param everyWeek whether they are these weekdays, all of them
 */
record Days(Predicate<LocalDate> dates, Set<DayOfWeek> weekdays, boolean everyWeek) {

    static Days of(Rule rule) {
        if (holidaysOnly(rule)) {
            return new Days(day -> false, Set.of(), true);
        }
        Predicate<LocalDate> dates = anyOf(rule.getYears(), Days::inYears)
                .and(anyOf(rule.getDates(), Season::of))
                .and(anyOf(rule.getWeeks(), Days::inWeeks))
                .and(anyOf(rule.getDays(), Days::onWeekdays));
        List<WeekDayRange> ranges = rule.getDays() == null ? List.of() : rule.getDays();
        Set<DayOfWeek> weekdays = ranges.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.noneOf(DayOfWeek.class);
        ranges.forEach(range -> weekdays.addAll(weekdaysOf(range)));
        boolean everyWeek = rule.getYears() == null && rule.getDates() == null && rule.getWeeks() == null
                && ranges.stream().allMatch(range -> range.getNths() == null);
        return new Days(dates, weekdays, everyWeek);
    }

    Holding on(LocalDate day) {
        return dates.test(day) ? Holding.ALWAYS : Holding.NEVER;
    }

    Holding on(DayOfWeek day) {
        return !weekdays.contains(day) ? Holding.NEVER : everyWeek ? Holding.ALWAYS : Holding.SOMETIMES;
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
        Set<DayOfWeek> weekdays = weekdaysOf(range);
        Predicate<LocalDate> ofMonth = anyOf(range.getNths(), Days::nthOfMonth);
        return day -> weekdays.contains(day.getDayOfWeek()) && ofMonth.test(day.minusDays(range.getOffset()));
    }

    private static Set<DayOfWeek> weekdaysOf(WeekDayRange range) {
        DayOfWeek first = dayOfWeek(range.getStartDay());
        DayOfWeek last = range.getEndDay() == null ? first : dayOfWeek(range.getEndDay());
        return Stream.of(DayOfWeek.values())
                .filter(day -> within(first.getValue(), day.getValue(), last.getValue()))
                .map(day -> day.plus(range.getOffset()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
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
