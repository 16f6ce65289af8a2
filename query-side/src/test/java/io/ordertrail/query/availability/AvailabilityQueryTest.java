package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantEvent.RestaurantClosed;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantEvent.RestaurantReopened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.CursorsFixture;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.FoldedViews;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the way that suits the store it runs on. */
@StoreTest
class AvailabilityQueryTest {

    private static final GeoPoint HERE = Places.SALZBURG;

    /** A Saturday, 19:00 in Vienna. */
    private static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");

    /** Of latitude; a degree has 111,195 metres. */
    private static final double HUNDRED_METRES = 100 / 111_195.08;

    private final AvailabilityProjection projection = new AvailabilityProjection();
    private FoldedViews folded;
    private AvailabilityQuery query;

    @BeforeEach
    void create(MongoDatabase database) {
        folded = new FoldedViews(database, projection);
        query = new AvailabilityQuery(folded.views(), projection, CursorsFixture.on(database), folded.store());
    }

    @Test
    void whatIsStoredComesBackWithEveryFieldAndItsDistance() {
        RestaurantOpened opened = Places.restaurant("a", north(2), 500, "24/7", Places.VIENNA, "Thai");
        folded.publish(opened);

        assertThat(find(HERE, EVENING, null, null, 20).items())
                .containsExactly(Folded.by(projection, History.of(opened)).get("a").restaurant().at(200));
    }

    @Test
    void nearestComesFirstAndEquallyNearOnesById() {
        publish("c", north(1), 500);
        publish("d", north(3), 500);
        publish("b", north(1), 5_000);
        publish("a", north(2), 50_000);

        assertThat(ids(HERE)).containsExactly("b", "c", "a", "d");
    }

    @Test
    void theRimIsWithinTheRadiusAndAMetreBeyondIsNot() {
        GeoPoint far = north(30);
        int metres = (int) Math.ceil(far.metresTo(HERE));
        publish("delivers", far, metres);
        publish("does not", far, metres - 1);

        assertThat(ids(HERE)).containsExactly("delivers");
    }

    @Test
    void oneThatReachesFarDoesNotHideWhatIsNear() {
        publish("far", new GeoPoint(48.6, 13.045), 100_000);
        publish("too far", new GeoPoint(48.6, 13.045), 80_000);
        publish("near", HERE, 1);

        assertThat(ids(HERE)).containsExactly("near", "far");
    }

    @Test
    void hoursAreThoseOfTheRestaurantsOwnClock() {
        publish("vienna", HERE, "Sa 19:00-20:00", Places.VIENNA);
        publish("london", HERE, "Sa 18:00-19:00", "Europe/London");
        publish("kolkata", HERE, "Sa 23:30-23:31", "Asia/Kolkata");
        publish("auckland", HERE, "Su 07:00-08:00", "Pacific/Auckland");
        publish("berlin", HERE, "Sa 18:00-19:00", "Europe/Berlin");

        assertThat(ids(HERE)).containsExactly("auckland", "kolkata", "london", "vienna");
    }

    @Test
    void hoursGoOnOverMidnightAndEndWhenTheySay() {
        publish("late", HERE, "Sa 22:00-02:00", Places.VIENNA);
        publish("sunday", HERE, "Su 22:00-02:00", Places.VIENNA);

        assertThat(ids(HERE, "2026-11-22T00:59:59Z")).containsExactly("late");
        assertThat(ids(HERE, "2026-11-22T01:00:00Z")).isEmpty();
        assertThat(ids(HERE, "2026-11-23T00:30:00Z")).containsExactly("sunday");
    }

    @Test
    void anHourThatDaylightSavingRepeatsIsOpenTwiceAndOneItSkipsNever() {
        publish("owl", HERE, "Su 02:15-02:45", Places.VIENNA);

        assertThat(ids(HERE, "2026-10-25T00:30:00Z")).containsExactly("owl");
        assertThat(ids(HERE, "2026-10-25T01:30:00Z")).containsExactly("owl");
        assertThat(ids(HERE, "2026-10-25T02:30:00Z")).isEmpty();
        assertThat(IntStream.range(0, 240).mapToObj(minute -> Instant.parse("2026-03-28T23:00:00Z").plusSeconds(minute * 60L))
                .flatMap(at -> find(HERE, at, null, null, 20).items().stream())).isEmpty();
    }

    @Test
    void daysOnWhichItIsClosedCount() {
        publish("dated", HERE, "Mo-Su 10:00-22:00; Nov 21 off", Places.VIENNA);
        publish("summer", HERE, "Jun-Aug Mo-Su 10:00-22:00", Places.VIENNA);
        publish("weekday", HERE, "Mo-Fr 10:00-22:00", Places.VIENNA);
        publish("always", HERE, "24/7", Places.VIENNA);

        assertThat(ids(HERE)).containsExactly("always");
        assertThat(ids(HERE, "2026-11-20T18:00:00Z")).containsExactly("always", "dated", "weekday");
        assertThat(ids(HERE, "2026-07-04T18:00:00Z")).containsExactly("always", "dated", "summer");
    }

    @Test
    void oneThatIsClosedByHandIsNotThereUntilItReopens() {
        publish("a", HERE, 500);
        folded.publish(new RestaurantClosed(new RestaurantId("a")));
        assertThat(ids(HERE)).isEmpty();

        folded.publish(new RestaurantReopened(new RestaurantId("a")));
        assertThat(ids(HERE)).containsExactly("a");
    }

    @Test
    void aCuisineIsTheSameWhateverItsCaseAndAccents() {
        folded.publish(Places.restaurant("a", HERE, 500, "24/7", Places.VIENNA, "Crêperie", "thai"),
                Places.restaurant("b", HERE, 500, "24/7", Places.VIENNA, "CREPERIE"),
                Places.restaurant("c", HERE, 500, "24/7", Places.VIENNA));

        assertThat(of("creperie")).containsExactly("a", "b");
        assertThat(of("Thaï")).containsExactly("a");
        assertThat(of("crêpe")).isEmpty();
        assertThat(ids(HERE)).containsExactly("a", "b", "c");
    }

    @Test
    void cuisinesThatOnlyLookAlikeToTheIndexAreToldApart() {
        assertThat("ab}".hashCode()).isEqualTo("ac^".hashCode());
        folded.publish(Places.restaurant("a", HERE, 500, "24/7", Places.VIENNA, "ab}"));

        assertThat(of("ab}")).containsExactly("a");
        assertThat(of("ac^")).isEmpty();
    }

    @Test
    void pagesNeitherRepeatNorMissAnyAndAreFullUntilTheLast() {
        IntStream.range(0, 50).forEach(i -> publish("%02d".formatted(i), north(i / 10), 1_000 << i % 5));
        List<String> expected = IntStream.range(0, 50).mapToObj("%02d"::formatted).toList();

        for (int limit : new int[] {1, 3, 7, 10, 25, 49, 50, 100}) {
            List<String> all = new ArrayList<>();
            String cursor = null;
            do {
                AvailabilityPage page = find(HERE, EVENING, null, cursor, limit);
                page.items().forEach(each -> all.add(each.id().value()));
                cursor = page.next();
                assertThat(page.items()).hasSize(cursor == null ? 50 - (50 - 1) / limit * limit : limit);
            } while (cursor != null);
            assertThat(all).isEqualTo(expected);
        }
    }

    @Test
    void aCursorWorksOnlyForItsQuestion() {
        publish("a", HERE, 500);
        publish("b", HERE, 500);
        String next = find(HERE, EVENING, null, null, 1).next();

        assertThat(find(HERE, EVENING, null, next, 5).items()).hasSize(1);
        refused(Code.BAD_CURSOR, () -> find(north(1), EVENING, null, next, 1));
        refused(Code.BAD_CURSOR, () -> find(HERE, EVENING.plusSeconds(1), null, next, 1));
        refused(Code.BAD_CURSOR, () -> find(HERE, EVENING, "thai", next, 1));
        refused(Code.BAD_CURSOR, () -> find(HERE, EVENING, null, "x" + next, 1));
    }

    @Test
    void theAntimeridianIsNoWall() {
        publish("east", new GeoPoint(-17, 179.999), 1_000);
        publish("west", new GeoPoint(-17, -179.999), 1_000);
        publish("on it", new GeoPoint(-17, 180), 1_000);
        publish("on it, too", new GeoPoint(-17, -180), 1_000);

        assertThat(ids(new GeoPoint(-17, 179.9996))).containsExactly("on it", "on it, too", "east", "west");
        assertThat(ids(new GeoPoint(-17, -180))).containsExactly("on it", "on it, too", "east", "west");
        assertThat(ids(new GeoPoint(-17, -179.985))).isEmpty();
    }

    @Test
    void allMeridiansMeetAtThePoles() {
        for (int sign : new int[] {1, -1}) {
            publish("pole" + sign, new GeoPoint(90 * sign, 0), 20_000);
            publish("beyond" + sign, new GeoPoint(89.95 * sign, -170), 20_000);
            publish("near" + sign, new GeoPoint(89.95 * sign, 20), 20_000);
            publish("out of reach" + sign, new GeoPoint(89.95 * sign, 100), 100);

            assertThat(ids(new GeoPoint(89.95 * sign, 10))).containsExactly("near" + sign, "pole" + sign, "beyond" + sign);
            assertThat(ids(new GeoPoint(90 * sign, 123))).containsExactly("pole" + sign, "beyond" + sign, "near" + sign);
        }
        publish("arctic", new GeoPoint(80.1, 30), 100_000);
        assertThat(ids(new GeoPoint(79.5, 27))).containsExactly("arctic");
    }

    @Test
    void aTokenIsSatisfiedOnceItsEventIsFolded() {
        ConsistencyToken token = new ConsistencyToken("restaurant-a", 0, "");
        refused(Code.VIEW_BEHIND, () -> find(HERE, EVENING, null, null, 20, token));

        publish("a", HERE, 500);

        assertThat(find(HERE, EVENING, null, null, 20, token).items()).hasSize(1);
    }

    private static GeoPoint north(int hundreds) {
        return new GeoPoint(HERE.lat() + hundreds * HUNDRED_METRES, HERE.lon());
    }

    private void publish(String id, GeoPoint location, int radius) {
        folded.publish(Places.restaurant(id, location, radius, "24/7", Places.VIENNA));
    }

    private void publish(String id, GeoPoint location, String hours, String zone) {
        folded.publish(Places.restaurant(id, location, 500, hours, zone));
    }

    private List<String> ids(GeoPoint place) {
        return ids(place, EVENING.toString());
    }

    private List<String> ids(GeoPoint place, String at) {
        return find(place, Instant.parse(at), null, null, 20).items().stream().map(each -> each.id().value()).toList();
    }

    private List<String> of(String cuisine) {
        return find(HERE, EVENING, cuisine, null, 20).items().stream().map(each -> each.id().value()).toList();
    }

    private AvailabilityPage find(GeoPoint place, Instant at, String cuisine, String cursor, int limit, ConsistencyToken... tokens) {
        return query.handle(new FindAvailable(place, at, cuisine, cursor, limit, Arrays.asList(tokens)));
    }

    private static void refused(Code code, ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOf(Refusal.class).extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(code);
    }
}
