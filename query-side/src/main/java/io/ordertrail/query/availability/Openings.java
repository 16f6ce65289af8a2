package io.ordertrail.query.availability;

import io.ordertrail.platform.openinghours.OpenSpan;
import io.ordertrail.query.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A week's opening hours as few words that an index can hold: whole days, hours, minutes, each written once as the longest that fits, such as
 * {@code q45} for the 45th quarter of an hour, Monday's first being the 0th. A minute is an open one exactly if one of the seven words that
 * name what it lies in is there. All of that again for each cuisine, so that looking for a rare one does not meet with all others.
 */
final class Openings {

    /** From the week to the minute; each consists of whole ones of the next. */
    private enum Unit {
        WEEK("w", 7 * 24 * 60), DAY("d", 24 * 60), PART_OF_DAY("p", 4 * 60), HOUR("h", 60), QUARTER("q", 15), FIVE_MINUTES("f", 5),
        MINUTE("m", 1);

        private final String letter;
        private final int minutes;

        Unit(String letter, int minutes) {
            this.letter = letter;
            this.minutes = minutes;
        }

        boolean fits(int from, int until) {
            return from % minutes == 0 && from + minutes <= until;
        }

        String at(int minute) {
            return letter + minute / minutes;
        }
    }

    private Openings() {
    }

    static List<String> of(List<OpenSpan> week, List<String> cuisines) {
        List<String> words = new ArrayList<>();
        week.forEach(span -> words.addAll(wordsOf(span)));
        Set<String> marks = Objects.requireNonNullElse(cuisines, List.<String>of()).stream()
                .map(Openings::markOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return Stream.concat(words.stream(), marks.stream().flatMap(mark -> words.stream().map(word -> word + mark))).toList();
    }

    private static List<String> wordsOf(OpenSpan span) {
        List<String> words = new ArrayList<>();
        int minute = span.from();
        while (minute < span.until()) {
            for (Unit unit : Unit.values()) {
                if (unit.fits(minute, span.until())) {
                    words.add(unit.at(minute));
                    minute += unit.minutes;
                    break;
                }
            }
        }
        return words;
    }

    /**
     * One of these is there if it is open.
     *
     * @param minute of the week
     * @param cuisine null for any
     */
    static List<String> at(int minute, String cuisine) {
        String mark = cuisine == null ? "" : markOf(cuisine);
        return Stream.of(Unit.values()).map(unit -> unit.at(minute) + mark).toList();
    }

    /** Short, however long the cuisine's name: the few that share a mark are told apart when they have been found. */
    private static String markOf(String cuisine) {
        return "/" + Integer.toHexString(Spelling.plain(cuisine).hashCode());
    }
}
