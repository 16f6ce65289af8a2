package io.ordertrail.platform.openinghours;

import static io.ordertrail.platform.openinghours.OpeningHours.notUnderstood;

import ch.poole.openinghoursparser.Rule;
import ch.poole.openinghoursparser.RuleModifier;
import ch.poole.openinghoursparser.TimeSpan;
import java.util.List;

/**
 * One rule of several.
 *
 * @param days the days on which it holds
 * @param times when on those days; none means all day
 * @param opens whether it opens or closes
 * @param additional whether it leaves what earlier rules say of the same days
 */
record OpeningRule(Days days, List<Minutes> times, boolean opens, boolean additional) {

    private static final int MIDNIGHT = 24 * 60;
    private static final Minutes ALL_DAY = new Minutes(0, MIDNIGHT);

    /** Minutes since the day's midnight, past 24:00 on the next day; the end is not included. */
    record Minutes(int from, int until) {

        boolean contain(int minute) {
            return from <= minute && minute < until;
        }
    }

    static OpeningRule of(Rule rule) {
        if (rule.isFallBack()) {
            throw notUnderstood("fallback rules (||) are not supported");
        }
        List<TimeSpan> times = rule.getTimes() == null ? List.of() : rule.getTimes();
        return new OpeningRule(Days.of(rule), times.stream().map(OpeningRule::minutes).toList(), opens(rule.getModifier()),
                rule.isAdditive());
    }

    private static boolean opens(RuleModifier modifier) {
        if (modifier == null) {
            return true;
        }
        if (modifier.getModifier() == null || modifier.getModifier() == RuleModifier.Modifier.UNKNOWN) {
            throw notUnderstood("%s is neither open nor off".formatted(modifier));
        }
        return modifier.getModifier() == RuleModifier.Modifier.OPEN;
    }

    private static Minutes minutes(TimeSpan span) {
        if (span.getStartEvent() != null || span.getEndEvent() != null) {
            throw notUnderstood("times of the sun are not supported: %s".formatted(span));
        }
        boolean pointInTime = span.getEnd() == TimeSpan.UNDEFINED_TIME && !span.isOpenEnded();
        if (pointInTime || span.getInterval() != 0) {
            throw notUnderstood("%s is not a range of time".formatted(span));
        }
        if (span.getStart() >= MIDNIGHT) {
            throw notUnderstood("%s begins on another day".formatted(span));
        }
        if (span.getEnd() == TimeSpan.UNDEFINED_TIME) {
            return new Minutes(span.getStart(), MIDNIGHT);
        }
        return new Minutes(span.getStart(), span.getEnd() > span.getStart() ? span.getEnd() : span.getEnd() + MIDNIGHT);
    }

    /** Whether the hours that begin on this day are, or may be, open at this minute, after earlier rules have said {@code soFar}. */
    boolean evolve(boolean soFar, Holding onThatDay, int minute) {
        return switch (onThatDay) {
            case NEVER -> soFar;
            case SOMETIMES -> soFar || applied(soFar, minute);
            case ALWAYS -> applied(soFar, minute);
        };
    }

    private boolean applied(boolean soFar, int minute) {
        if (!opens) {
            return soFar && !times.isEmpty();
        }
        return covers(minute) || additional && soFar;
    }

    /** Whether it surely closes just this minute, whatever day the hours began on. */
    boolean shuts(Holding onThatDay, int minute) {
        return onThatDay == Holding.ALWAYS && !opens && !times.isEmpty() && covers(minute);
    }

    private boolean covers(int minute) {
        return times.isEmpty() ? ALL_DAY.contain(minute) : times.stream().anyMatch(span -> span.contain(minute));
    }
}
