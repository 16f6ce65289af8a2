package io.ordertrail.query.sales;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A quarter of an hour: what sales are added up by, for every place's midnight falls between two of them. Wherever a restaurant's clocks stand,
 * and whenever they are changed, its days are made of whole ones.
 *
 * @param day in UTC
 * @param number within that day, from 0 to 95
 */
record Quarter(LocalDate day, int number) {

    private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

    static Quarter of(Instant time) {
        return new Quarter(time.atOffset(ZoneOffset.UTC).toLocalDate(),
                (int) (time.getEpochSecond() % Duration.ofDays(1).toSeconds() / SECONDS));
    }

    /** The sum that it is a part of holds a restaurant's whole day. */
    String sumOf(String restaurant) {
        return "%s/%d".formatted(idOf(restaurant, day), number);
    }

    static String idOf(String restaurant, LocalDate day) {
        return restaurant + "/" + day;
    }

    /** The date there. */
    LocalDate dateIn(ZoneId zone) {
        return Instant.ofEpochSecond(day.toEpochDay() * Duration.ofDays(1).toSeconds() + number * SECONDS).atZone(zone).toLocalDate();
    }
}
