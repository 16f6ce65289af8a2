package io.ordertrail.platform.openinghours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertrail.events.InvalidValueException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In November 2026 the 2nd, 9th, 16th, 23rd and 30th are Mondays. */
class OpeningHoursTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # start included, end not, to the second
            Mo-Su 10:00-22:00 | 2026-11-02T10:00 | open
            Mo-Su 10:00-22:00 | 2026-11-02T09:59:59.999 | closed
            Mo-Su 10:00-22:00 | 2026-11-02T21:59:59.999 | open
            Mo-Su 10:00-22:00 | 2026-11-02T22:00 | closed
            # weekdays and their ranges
            Tu,Th-Sa 10:00-22:00 | 2026-11-03T12:00 | open
            Tu,Th-Sa 10:00-22:00 | 2026-11-04T12:00 | closed
            Tu,Th-Sa 10:00-22:00 | 2026-11-05T12:00 | open
            Fr-We 11:30-14:15 | 2026-11-04T12:00 | open
            Fr-We 11:30-14:15 | 2026-11-05T12:00 | closed
            # several ranges of time
            11:30-14:30,17:30-22:00 | 2026-11-02T14:30 | closed
            11:30-14:30,17:30-22:00 | 2026-11-02T17:30 | open
            11:30-14:30, 17:30-22:00 | 2026-11-02T12:00 | open
            # past midnight, written in either way
            Fr 18:00-02:00 | 2026-11-06T18:00 | open
            Fr 18:00-02:00 | 2026-11-07T01:59 | open
            Fr 18:00-02:00 | 2026-11-07T02:00 | closed
            Fr 18:00-02:00 | 2026-11-06T01:00 | closed
            Fr 18:00-26:00 | 2026-11-07T01:59 | open
            Fr 18:00-26:00 | 2026-11-07T02:00 | closed
            Mo-Fr 17:00-00:00 | 2026-11-06T23:59 | open
            Mo-Fr 17:00-00:00 | 2026-11-07T00:00 | closed
            Mo 10:00-10:00 | 2026-11-03T09:59 | open
            # hours belong to the day on which they begin
            Fr,Sa 19:00-02:00; Su,Mo,PH off | 2026-11-08T01:00 | open
            Fr,Sa 19:00-02:00; Sa off | 2026-11-07T01:00 | open
            Fr,Sa 19:00-02:00; Sa off | 2026-11-07T20:00 | closed
            Fr,Sa 19:00-02:00; Sa off | 2026-11-08T01:00 | closed
            # always and never
            24/7 | 2026-11-02T00:00 | open
            24/7; Dec 24 off | 2026-12-24T00:00 | closed
            24/7; Dec 24 off | 2026-12-25T00:00 | open
            off | 2026-11-02T12:00 | closed
            open | 2026-11-02T12:00 | open
            Mo | 2026-11-02T23:59 | open
            Mo | 2026-11-03T00:00 | closed
            # a later rule replaces the earlier ones on its days
            Mo-Su 10:00-22:00; We 15:00-18:00 | 2026-11-04T12:00 | closed
            Mo-Su 10:00-22:00; We 15:00-18:00 | 2026-11-04T15:00 | open
            Mo-Su 10:00-22:00; We 15:00-18:00 | 2026-11-05T12:00 | open
            Tu-Su 11:00-14:30; 18:00-22:00 | 2026-11-03T12:00 | closed
            Mo off; Tu-Su 11:00-23:00 | 2026-11-02T12:00 | closed
            # and an additional one leaves them
            Mo-Su 11:00-14:00, We 18:00-20:00 | 2026-11-04T12:00 | open
            Mo-Su 11:00-14:00, We 18:00-20:00 | 2026-11-04T18:00 | open
            Mo-Su 11:00-14:00, We 18:00-20:00 | 2026-11-05T18:00 | closed
            Mo-Su 11:00-14:00, We off | 2026-11-04T12:00 | closed
            # off with times takes away just these
            24/7; Mo 12:00-13:00 off | 2026-11-02T12:59 | closed
            24/7; Mo 12:00-13:00 off | 2026-11-02T13:00 | open
            Sa 18:00-03:00; Su 01:00-02:00 off | 2026-11-08T00:59 | open
            Sa 18:00-03:00; Su 01:00-02:00 off | 2026-11-08T01:00 | closed
            Sa 18:00-03:00; Su 01:00-02:00 off | 2026-11-08T02:00 | open
            24/7; Sa 23:00-01:00 closed "cleaning" | 2026-11-08T00:59 | closed
            24/7; Sa 23:00-01:00 closed "cleaning" | 2026-11-08T01:00 | open
            # months, dates and years
            Apr-Oct 10:00-22:00 | 2026-03-31T12:00 | closed
            Apr-Oct 10:00-22:00 | 2026-04-01T12:00 | open
            Apr-Oct 10:00-22:00 | 2026-10-31T12:00 | open
            Apr-Oct 10:00-22:00 | 2026-11-01T12:00 | closed
            Apr-Oct: Mo 10:00-22:00 | 2026-04-06T12:00 | open
            Apr-Oct: Mo 10:00-22:00 | 2026-04-07T12:00 | closed
            Nov-Mar 10:00-22:00 | 2027-01-15T12:00 | open
            Nov-Mar 10:00-22:00 | 2026-10-31T12:00 | closed
            Dec 24-Jan 06 10:00-22:00 | 2026-12-23T12:00 | closed
            Dec 24-Jan 06 10:00-22:00 | 2026-12-31T12:00 | open
            Dec 24-Jan 06 10:00-22:00 | 2027-01-06T12:00 | open
            Dec 24-Jan 06 10:00-22:00 | 2027-01-07T12:00 | closed
            Dec 24-26,Jan 01 10:00-22:00 | 2026-12-26T12:00 | open
            Dec 24-26,Jan 01 10:00-22:00 | 2027-01-01T12:00 | open
            Dec 24-26,Jan 01 10:00-22:00 | 2026-12-27T12:00 | closed
            Feb 29 10:00-22:00 | 2028-02-29T12:00 | open
            Feb 29 10:00-22:00 | 2027-02-28T12:00 | closed
            Feb 29 10:00-22:00 | 2027-03-01T12:00 | closed
            2026 Dec 24 10:00-22:00 | 2026-12-24T12:00 | open
            2026 Dec 24 10:00-22:00 | 2027-12-24T12:00 | closed
            2026 Dec 24-2027 Jan 06 10:00-22:00 | 2027-01-06T12:00 | open
            2026 Dec 24-2027 Jan 06 10:00-22:00 | 2028-01-06T12:00 | closed
            2026 Dec 24-Jan 06 10:00-22:00 | 2027-01-06T12:00 | open
            2026 Dec 24+ 10:00-22:00 | 2031-01-06T12:00 | open
            2026 Dec 24+ 10:00-22:00 | 2026-12-23T12:00 | closed
            2026 10:00-22:00 | 2026-12-23T12:00 | open
            2026 10:00-22:00 | 2027-12-23T12:00 | closed
            2026-2030/2 10:00-22:00 | 2027-12-23T12:00 | closed
            2026-2030/2 10:00-22:00 | 2028-12-23T12:00 | open
            2027+ 10:00-22:00 | 2026-12-23T12:00 | closed
            2027+ 10:00-22:00 | 2029-12-23T12:00 | open
            # the nth of a month, also from the end, also shifted
            Mo[1,3] 10:00-22:00 | 2026-11-02T12:00 | open
            Mo[1,3] 10:00-22:00 | 2026-11-09T12:00 | closed
            Mo[1,3] 10:00-22:00 | 2026-11-16T12:00 | open
            Mo[2-3] 10:00-22:00 | 2026-11-09T12:00 | open
            Mo[5] 10:00-22:00 | 2026-11-30T12:00 | open
            Mo[-1] 10:00-22:00 | 2026-11-30T12:00 | open
            Mo[-1] 10:00-22:00 | 2026-11-23T12:00 | closed
            Mo[-1] +1 day 10:00-22:00 | 2026-12-01T12:00 | open
            Mo[-1] +1 day 10:00-22:00 | 2026-11-30T12:00 | closed
            Nov Mo[5] 10:00-22:00 | 2026-11-30T12:00 | open
            Dec Mo[5] 10:00-22:00 | 2027-01-04T12:00 | closed
            Mar Su[-1]-Oct Su[-1] -1 day: 11:00-22:30; Oct Su[-1]-Mar Su[-1] -1 day: 11:00-22:00 | 2026-10-24T22:15 | open
            Mar Su[-1]-Oct Su[-1] -1 day: 11:00-22:30; Oct Su[-1]-Mar Su[-1] -1 day: 11:00-22:00 | 2026-10-25T22:15 | closed
            Mar Su[-1]-Oct Su[-1] -1 day: 11:00-22:30; Oct Su[-1]-Mar Su[-1] -1 day: 11:00-22:00 | 2027-03-27T21:00 | open
            Mar Su[-1]-Oct Su[-1] -1 day: 11:00-22:30; Oct Su[-1]-Mar Su[-1] -1 day: 11:00-22:00 | 2027-03-27T22:15 | closed
            Mar Su[-1]-Oct Su[-1] -1 day: 11:00-22:30; Oct Su[-1]-Mar Su[-1] -1 day: 11:00-22:00 | 2027-03-28T22:15 | open
            # weeks of ISO 8601: November 2 of 2026 is in week 45, January 1 of 2027 in week 53
            week 45 10:00-22:00 | 2026-11-02T12:00 | open
            week 45 10:00-22:00 | 2026-11-01T12:00 | closed
            week 44-46/2 10:00-22:00 | 2026-11-02T12:00 | closed
            week 44-46/2 10:00-22:00 | 2026-11-09T12:00 | open
            week 53 10:00-22:00 | 2027-01-01T12:00 | open
            week 52-02 10:00-22:00 | 2027-01-01T12:00 | open
            # holidays never hold
            Su,PH 10:00-22:00 | 2026-11-08T12:00 | open
            PH,Mo-Su 11:30-22:00 | 2026-11-02T12:00 | open
            Mo-Su 10:00-22:00; PH off | 2026-12-25T12:00 | open
            Mo-Fr 10:00-22:00; PH Mo-Fr off | 2026-11-02T12:00 | open
            SH 10:00-22:00 | 2026-11-02T12:00 | closed
            # an open end
            Mo-Su 17:00+ | 2026-11-02T23:59 | open
            Mo-Su 17:00+ | 2026-11-02T16:59 | closed
            Mo 17:00+ | 2026-11-03T00:00 | closed
            Mo 17:00-20:00+ | 2026-11-02T20:00 | closed
            # as people write it
            Mo,Su,PH off; Tu-Sa 8:00-24:00; | 2026-11-03T08:00 | open
            mo-fr 10:00 - 12:00 | 2026-11-03T11:00 | open
            """)
    void isOpenWhenItsRulesSaySo(String hours, LocalDateTime at, String expected) {
        assertThat(OpeningHours.parse(hours).isOpen(at)).isEqualTo(expected.equals("open"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ";", "nonsense", "10-12", "Mo-Fr 10:00-12:00 Tu", "Mo-Fr 25:00-26:00", "Mo-Fr 10:61-12:00", "10am-5pm",
            "Mo-Fr 10:00-49:00", "Feb 30 10:00-12:00", "Apr 10-31 10:00-12:00", "Xx 10:00-12:00", "Mo[6] 10:00-12:00", "\"by appointment\"",
            "Mo \"by appointment\"", "Mo 10:00-12:00 \"by appointment\"", "Mo-Fr unknown", "sunrise-sunset", "10:00-(sunset-01:00)",
            "Mo 10:00", "10:00-16:00/90", "24:00-26:00", "Mo-Fr 10:00-12:00 || Sa 10:00-11:00", "easter off", "Apr 10 +Mo off",
            "Apr 10+ 10:00-12:00", "Jan-Dec/2 10:00-12:00", "Dec 24-2027 Jan 06 off", "Dec Su[-1] +40 days off", "10:00-12:00\0",
            "\uD83C\uDF55", "Mo-Fr 10:00-12:00 \"never closed"})
    void whatIsNotUnderstoodIsRefused(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> OpeningHours.parse(text))
                .withMessageStartingWith("is not understood as opening_hours of OpenStreetMap: ")
                .satisfies(e -> assertThat(e.field()).isEqualTo("openingHours"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void isOpenByTheClockOnTheRestaurantsWall() {
        OpeningHours hours = OpeningHours.parse("Mo-Su 10:00-22:00");

        assertThat(hours.isOpenAt(Instant.parse("2026-11-21T09:00:00Z"), VIENNA)).isTrue();
        assertThat(hours.isOpenAt(Instant.parse("2026-11-21T08:59:59Z"), VIENNA)).isFalse();
        assertThat(hours.isOpenAt(Instant.parse("2026-07-21T08:00:00Z"), VIENNA)).isTrue();
    }

    @Test
    void anHourThatDaylightSavingRepeatsIsOpenTwice() {
        OpeningHours hours = OpeningHours.parse("Sa,Su 02:00-02:30");

        assertThat(hours.isOpenAt(Instant.parse("2026-10-25T00:15:00Z"), VIENNA)).isTrue();
        assertThat(hours.isOpenAt(Instant.parse("2026-10-25T00:45:00Z"), VIENNA)).isFalse();
        assertThat(hours.isOpenAt(Instant.parse("2026-10-25T01:15:00Z"), VIENNA)).isTrue();
        assertThat(hours.isOpenAt(Instant.parse("2026-10-25T01:45:00Z"), VIENNA)).isFalse();
    }

    @Test
    void anHourThatDaylightSavingSkipsIsNotOpenAtAll() {
        OpeningHours hours = OpeningHours.parse("Su 02:00-03:00");

        assertThat(hours.isOpenAt(Instant.parse("2026-03-29T00:59:59Z"), VIENNA)).isFalse();
        assertThat(hours.isOpenAt(Instant.parse("2026-03-29T01:00:00Z"), VIENNA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+10000-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59Z"})
    void nothingIsOpenOutsideTheYearsThatPeopleMean(Instant instant) {
        assertThat(OpeningHours.parse("24/7").isOpenAt(instant, VIENNA)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mo 10:00-14:30,18:00-22:00; We 10:00-12:00 | 600-870 1080-1320 3480-3600
            24/7 | 0-10080
            off | ''
            Mo-Su 00:00-24:00 | 0-10080
            Sa 19:00-02:00; Su off | 8340-8760
            Su 18:00-02:00 | 0-120 9720-10080
            Mo 10:00-22:00; Mo 12:00-14:00 off | 600-720 840-1320
            Mo 10:00-12:00, Mo 14:00-16:00 | 600-720 840-960
            Mo 10:00-12:00; PH off | 600-720
            # what holds in some weeks only
            Dec 24 10:00-12:00; We 14:00-16:00 | 600-720 2040-2160 3720-3840 4920-5040 6360-6480 7800-7920 9240-9360
            Mo 10:00-12:00; Dec 24 off; Jan Mo 11:00-13:00 | 600-780
            Jun-Aug Mo 10:00-12:00; Sep-May Mo 14:00-16:00 | 600-720 840-960
            Mo[1] 10:00-12:00; week 1-10 Tu 12:00-13:00 | 600-720 2160-2220
            2027 Mo 10:00-12:00; 2028 Mo 10:00-12:00 off | 600-720
            """)
    void aWeekShowsWhenItIsOpenInSomeWeek(String openingHours, String spans) {
        assertThat(OpeningHours.parse(openingHours).week().stream().map(span -> span.from() + "-" + span.until()))
                .containsExactlyElementsOf(List.of(spans.split(" ")).stream().filter(span -> !span.isEmpty()).toList());
    }
}
