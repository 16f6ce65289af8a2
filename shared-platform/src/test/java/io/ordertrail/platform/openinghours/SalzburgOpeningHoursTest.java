package io.ordertrail.platform.openinghours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people really write: the restaurants of Salzburg, © OpenStreetMap contributors (ODbL), where that data lies beside the project. */
class SalzburgOpeningHoursTest {

    private static final Path DATA = Path.of("../../shared/data/salzburg-restaurants.geojson");
    private static final LocalDateTime A_MONDAY = LocalDateTime.parse("2026-11-02T00:00");

    private static final int QUARTERS_OF_WEEK = 7 * 24 * 4;

    private static JsonNode restaurants;

    @BeforeAll
    static void readRestaurants() throws IOException {
        assumeTrue(Files.exists(DATA), () -> "skipped: there are no restaurants of Salzburg at " + DATA.toAbsolutePath().normalize());
        restaurants = JsonMapper.shared().readTree(Files.readString(DATA)).get("features");
    }

    @Test
    void everyRealValueIsUnderstoodAndOpenAtSomeHourOfAWeekButNotAtAll() {
        List<String> values = restaurants.valueStream()
                .map(restaurant -> restaurant.get("properties").get("opening_hours"))
                .filter(value -> value != null && value.isString())
                .map(JsonNode::asString)
                .toList();

        assertThat(values).hasSize(185).allSatisfy(value -> {
            OpeningHours hours = OpeningHours.parse(value);
            assertThat(IntStream.range(0, 7 * 24 * 4).mapToObj(quarter -> hours.isOpen(A_MONDAY.plusMinutes(quarter * 15L))))
                    .contains(true, false);
        });
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            Gasthof Pflegerbrücke | 2026-11-02T12:00 | open
            Gasthof Pflegerbrücke | 2026-11-04T12:00 | closed
            Gasthof Pflegerbrücke | 2026-12-24T12:00 | closed
            Stadt Alm | 2026-05-31T18:30 | closed
            Stadt Alm | 2026-06-01T18:30 | open
            Stadt Alm | 2026-11-02T17:30 | closed
            Peter's Vinothek | 2026-11-08T01:30 | open
            Peter's Vinothek | 2026-11-08T20:00 | closed
            Shakespeare | 2026-11-07T01:00 | open
            Shakespeare | 2026-11-07T12:00 | closed
            Alpenstüberl | 2026-11-07T11:00 | open
            Istra kroatisches Restaurant | 2026-11-08T00:30 | open
            Istra kroatisches Restaurant | 2026-11-08T18:00 | closed
            Zum fidelen Affen | 2026-11-02T23:00 | open
            """)
    void aRestaurantIsOpenWhenItsSignSaysSo(String name, LocalDateTime at, String expected) {
        String hours = restaurants.valueStream()
                .map(restaurant -> restaurant.get("properties"))
                .filter(properties -> name.equals(properties.get("name").asString()))
                .findFirst().orElseThrow().get("opening_hours").asString();

        assertThat(OpeningHours.parse(hours).isOpen(at)).isEqualTo(expected.equals("open"));
    }

    @Test
    void noneIsEverOpenOutsideItsWeekAndMostAreSoEveryWeek() {
        List<String> values = restaurants.valueStream().map(restaurant -> restaurant.get("properties").get("opening_hours"))
                .filter(value -> value != null && value.isString()).map(JsonNode::asString).distinct().toList();
        Set<String> otherwise = new HashSet<>();
        for (String value : values) {
            OpeningHours hours = OpeningHours.parse(value);
            List<OpenSpan> week = hours.week();
            for (int quarter = 0; quarter < 53 * QUARTERS_OF_WEEK; quarter += 3) {
                int minute = quarter % QUARTERS_OF_WEEK * 15;
                boolean within = week.stream().anyMatch(span -> span.from() <= minute && minute < span.until());
                boolean open = hours.isOpen(A_MONDAY.plusMinutes(quarter * 15L));
                assertThat(within || !open).as(value).isTrue();
                if (within && !open) {
                    otherwise.add(value);
                }
            }
        }
        assertThat(otherwise).isNotEmpty().hasSizeLessThan(values.size() / 5);
    }
}
