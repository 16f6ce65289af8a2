package io.ordertrail.query.availability;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.query.CursorsFixture;
import io.ordertrail.views.following.FoldedViews;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a page costs MongoDB in a city with many restaurants, as its profiler counts. */
@StoreTest
@EnabledIf(value = "io.ordertrail.platform.mongo.StoreUnderTest#isReal",
        disabledReason = "needs a real MongoDB: the embedded server has no spherical index")
class AvailabilityCostTest {

    private static final int RESTAURANTS = 20_000;
    private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");
    private static final Instant AFTER_CLOSING = Instant.parse("2026-11-21T19:01:00Z");
    private static final int LIMIT = 20;

    /** It reads in rings and cannot know how much there is in the next; so much for each of the few radii that it looks in. */
    private static final int RINGS = 600;

    @Test
    void aPageCostsAboutAPageHoweverManyRestaurantsAreThereAndAreClosed(MongoDatabase database) {
        AvailabilityProjection projection = new AvailabilityProjection();
        FoldedViews folded = new FoldedViews(database, projection);
        Random random = new Random(1);
        folded.publish(IntStream.range(0, RESTAURANTS).mapToObj(i -> restaurant(i, random)).toArray(RestaurantOpened[]::new));
        AvailabilityQuery query = new AvailabilityQuery(folded.views(), projection, CursorsFixture.on(database), folded.store());
        database.runCommand(new Document("profile", 2));
        try {
            for (GeoPoint place : List.of(Places.SALZBURG, new GeoPoint(47.75, 13.1), new GeoPoint(47.8, 13.4))) {
                FindAvailable open = new FindAvailable(place, NOON, null, null, LIMIT, List.of());
                AvailabilityPage page = query.handle(open);
                examined(database, RINGS);
                if (page.next() != null) {
                    query.handle(new FindAvailable(place, NOON, null, page.next(), LIMIT, List.of()));
                    examined(database, RINGS);
                }
                query.handle(new FindAvailable(place, NOON, "Rare", null, LIMIT, List.of()));
                examined(database, 4 * LIMIT);
                query.handle(new FindAvailable(place, AFTER_CLOSING, null, null, LIMIT, List.of()));
                examined(database, 4 * LIMIT);
            }
        } finally {
            database.runCommand(new Document("profile", 0));
        }
    }

    /** All are open at noon and closed at eight, one in five hundred excepted; the first of them delivers everywhere. */
    private static RestaurantOpened restaurant(int number, Random random) {
        return Places.restaurant("%06d".formatted(number), Places.near(Places.SALZBURG, 0.04, random),
                number == 0 ? 100_000 : 500 + random.nextInt(3_500), number % 500 == 0 ? "24/7" : "Mo-Su 08:00-20:00", Places.VIENNA,
                number % 1_000 == 0 ? new String[] {"rare"} : new String[0]);
    }

    private static void examined(MongoDatabase database, int most) {
        List<Document> commands = database.getCollection("system.profile")
                .find(Filters.and(Filters.regex("ns", "available-restaurants"), Filters.in("op", "query", "getmore", "command")))
                .into(new ArrayList<>());
        assertThat(commands.stream().map(command -> command.getString("planSummary")).filter(plan -> plan != null))
                .isNotEmpty().allMatch(plan -> plan.matches("(GEO_NEAR_2DSPHERE|DISTINCT_SCAN|COUNT_SCAN).*"))
                .anyMatch(plan -> plan.startsWith("GEO_NEAR_2DSPHERE")).anyMatch(plan -> plan.startsWith("DISTINCT_SCAN"));
        assertThat(commands.stream().mapToInt(command -> command.getInteger("docsExamined", 0)).sum()).as(commands.toString())
                .isLessThanOrEqualTo(most);
        database.runCommand(new Document("profile", 0));
        database.getCollection("system.profile").drop();
        database.runCommand(new Document("profile", 2));
    }
}
