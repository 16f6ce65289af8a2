package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.platform.mongo.StoreUnderTest;
import io.ordertrail.platform.openinghours.OpeningHours;
import io.ordertrail.query.CursorsFixture;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every way to answer against plain arithmetic: the real restaurants of Salzburg, at a thousand places and times. */
@StoreTest
class AvailabilityTrialTest {

    private static final int TRIES = 1_000;
    private static final double EARTH_RADIUS = 6_371_008.8;

    /** Among them the nights in which clocks are changed. */
    private static final List<Instant> TURNS = List.of(Instant.parse("2026-03-29T00:00:00Z"), Instant.parse("2026-10-25T00:00:00Z"),
            Instant.parse("2026-11-01T05:00:00Z"), Instant.parse("2026-12-24T10:00:00Z"), Instant.parse("2026-12-31T22:00:00Z"));

    private final Random random = new Random(20_261_121);
    private final Map<String, OpeningHours> hours = new HashMap<>();
    private final Set<String> closed = new HashSet<>();

    @Test
    void allWaysGiveTheAnswersOfPlainArithmetic(MongoDatabase database) {
        List<RestaurantOpened> restaurants = Places.ofSalzburg(random);
        AvailabilityProjection projection = new AvailabilityProjection();
        FoldedViews folded = new FoldedViews(database, projection);
        restaurants.forEach(restaurant -> {
            folded.publish(restaurant);
            if (random.nextInt(15) == 0) {
                folded.publish(new RestaurantClosed(restaurant.restaurantId()));
                closed.add(restaurant.restaurantId().value());
            }
        });
        List<AvailabilityQuery> ways = new ArrayList<>();
        for (Nearby way : StoreUnderTest.isReal() ? Nearby.values() : new Nearby[] {Nearby.SCANNED}) {
            ways.add(new AvailabilityQuery(folded.views(), projection, CursorsFixture.on(database), folded.store(), way));
        }
        int answers = 0;
        for (int i = 0; i < TRIES; i++) {
            GeoPoint place = Places.near(Places.SALZBURG, 0.04, random);
            Instant at = TURNS.get(random.nextInt(TURNS.size())).plusSeconds(random.nextInt(-14, 14) * 86_400L * random.nextInt(2))
                    .plusSeconds(random.nextInt(300) * 60L);
            String cuisine = random.nextInt(3) == 0 ? List.of("Itálian", "PIZZA", "austrian", "no such").get(random.nextInt(4)) : null;
            int limit = 10 + random.nextInt(91);
            List<String> expected = expected(restaurants, place, at, cuisine);
            for (AvailabilityQuery way : ways) {
                assertThat(all(way, place, at, cuisine, limit)).as("%s %s %s", place, at, cuisine).isEqualTo(expected);
            }
            answers += expected.size();
        }
        assertThat(answers).isGreaterThan(10 * TRIES);
    }

    /** Page after page, each full but the last. */
    private static List<String> all(AvailabilityQuery way, GeoPoint place, Instant at, String cuisine, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            AvailabilityPage page = way.handle(new FindAvailable(place, at, cuisine, cursor, limit, List.of()));
            cursor = page.next();
            assertThat(page.items()).hasSize(cursor == null ? page.items().size() : limit);
            page.items().forEach(restaurant -> {
                assertThat(restaurant.distanceMetres()).isCloseTo(metres(restaurant.location(), place), offset(0.006));
                all.add(restaurant.id().value());
            });
        } while (cursor != null);
        return all;
    }

    private List<String> expected(List<RestaurantOpened> restaurants, GeoPoint place, Instant at, String cuisine) {
        Map<Double, List<String>> byDistance = new TreeMap<>();
        for (RestaurantOpened restaurant : restaurants) {
            double metres = metres(restaurant.location(), place);
            boolean open = hours.computeIfAbsent(restaurant.openingHours(), OpeningHours::parse)
                    .isOpen(LocalDateTime.ofInstant(at, restaurant.timeZone().rules()));
            boolean offered = cuisine == null || restaurant.cuisines() != null && restaurant.cuisines().stream()
                    .anyMatch(each -> each.replace("Í", "I").equalsIgnoreCase(cuisine.replace("á", "a")));
            if (metres <= restaurant.deliveryRadiusMetres() && open && offered && !closed.contains(restaurant.restaurantId().value())) {
                byDistance.computeIfAbsent(metres, any -> new ArrayList<>()).add(restaurant.restaurantId().value());
            }
        }
        byDistance.values().forEach(Collections::sort);
        return byDistance.values().stream().flatMap(List::stream).toList();
    }

    /** By the chord between two points of the sphere. */
    private static double metres(GeoPoint one, GeoPoint other) {
        double[] a = vector(one);
        double[] b = vector(other);
        double chord = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
        return 2 * EARTH_RADIUS * Math.asin(chord / 2);
    }

    private static double[] vector(GeoPoint point) {
        double lat = Math.toRadians(point.lat());
        double lon = Math.toRadians(point.lon());
        return new double[] {Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)};
    }
}
