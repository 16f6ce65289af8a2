package io.ordertrail.query.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QuarterTest {

    @Test
    void aMomentBelongsToTheQuarterThatHasBegun() {
        assertThat(Quarter.of(Instant.parse("2026-11-21T00:00:00Z"))).isEqualTo(new Quarter(LocalDate.of(2026, 11, 21), 0));
        assertThat(Quarter.of(Instant.parse("2026-11-21T18:14:59.999Z"))).isEqualTo(new Quarter(LocalDate.of(2026, 11, 21), 72));
        assertThat(Quarter.of(Instant.parse("2026-11-21T18:15:00Z"))).isEqualTo(new Quarter(LocalDate.of(2026, 11, 21), 73));
        assertThat(Quarter.of(Instant.parse("2026-11-21T23:59:59.999Z"))).isEqualTo(new Quarter(LocalDate.of(2026, 11, 21), 95));
        assertThat(Quarter.of(Instant.parse("2026-11-21T18:15:00Z")).sumOf("ajanta")).isEqualTo("ajanta/2026-11-21/73");
    }

    @Test
    void midnightInKathmanduIsAtAQuarterPastSix() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        assertThat(Quarter.of(Instant.parse("2026-11-21T18:14:59Z")).dateIn(kathmandu)).isEqualTo("2026-11-21");
        assertThat(Quarter.of(Instant.parse("2026-11-21T18:15:00Z")).dateIn(kathmandu)).isEqualTo("2026-11-22");
    }

    /** What all of this rests on; the command side takes no other zones. Clocks that change their date at a minute past
     * midnight have done so up to 2012. */
    @Test
    void everyMidnightOnEarthFallsBetweenTwoQuarters() {
        Instant begin = Instant.parse("2013-01-01T00:00:00Z");
        Instant end = Instant.parse("2100-01-01T00:00:00Z");
        assertThat(ZoneId.getAvailableZoneIds()).isNotEmpty().allSatisfy(id -> {
            var rules = ZoneId.of(id).getRules();
            assertThat(rules.getOffset(begin).getTotalSeconds() % 900).isZero();
            Stream.iterate(rules.nextTransition(begin), next -> next != null && next.getInstant().isBefore(end),
                    next -> rules.nextTransition(next.getInstant())).forEach((ZoneOffsetTransition change) -> {
                        assertThat(change.getOffsetAfter().getTotalSeconds() % 900).isZero();
                        assertThat(change.getInstant().getEpochSecond() % 900 == 0 || change.getDateTimeBefore().toLocalDate()
                                .equals(change.getDateTimeAfter().toLocalDate())).isTrue();
                    });
        });
    }

    @Test
    void aDayHasAsManyQuartersAsItsClocksShow() {
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        assertThat(quarters(vienna, "2026-03-28")).isEqualTo(96);
        assertThat(quarters(vienna, "2026-03-29")).isEqualTo(92);
        assertThat(quarters(vienna, "2026-10-25")).isEqualTo(100);
        assertThat(quarters(ZoneId.of("Australia/Lord_Howe"), "2026-10-04")).isEqualTo(94);
        assertThat(quarters(ZoneId.of("Pacific/Kiritimati"), "2026-10-04")).isEqualTo(96);
    }

    private static long quarters(ZoneId zone, String date) {
        LocalDate day = LocalDate.parse(date);
        return day.minusDays(1).datesUntil(day.plusDays(2)).flatMap(utc -> IntStream.range(0, 96).mapToObj(n -> new Quarter(utc, n)))
                .filter(quarter -> quarter.dateIn(zone).equals(day)).count();
    }
}
