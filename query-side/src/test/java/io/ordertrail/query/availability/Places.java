package io.ordertrail.query.availability;

import io.ordertrail.events.Address;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.events.MenuItem;
import io.ordertrail.events.Money;
import io.ordertrail.events.RestaurantEvent.RestaurantOpened;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.events.TimeZoneName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Restaurants to look for. */
final class Places {

    static final GeoPoint SALZBURG = new GeoPoint(47.8, 13.045);
    static final String VIENNA = "Europe/Vienna";

    /** Of the real ones, © OpenStreetMap contributors (ODbL); they lie beside the repository, if they are there. */
    private static final Path REAL = Path.of("../../shared/data/salzburg-restaurants.geojson");

    private static final List<String> HOURS = List.of("24/7", "Mo-Su 10:00-22:00", "Tu-Su 11:30-14:30,17:30-22:00; Mo off",
            "Mo-Fr 11:00-23:00; Sa 18:00-02:00", "Apr-Oct Mo-Su 09:00-23:30; Nov-Mar Th-Su 11:00-21:00; Dec 24 off", "Fr-Su 21:00-05:00");
    private static final List<String> CUISINES = List.of("austrian", "Pizza", "ÍNDIAN", "sushi");
    private static final int MADE_UP = 300;

    private Places() {
    }

    static RestaurantOpened restaurant(String id, GeoPoint location, int radius, String hours, String zone, String... cuisines) {
        return new RestaurantOpened(new RestaurantId(id), "Restaurant " + id,
                new Address("Linzer Gasse 1", null, "Salzburg", "5020", "AT", null),
                location, radius, new TimeZoneName(zone), hours, cuisines.length == 0 ? null : List.of(cuisines),
                new CurrencyCode("EUR"),
                null,
                List.of(new MenuItem("1", "Dal", Money.of("9", "EUR"))));
    }

    /** Salzburg's, where their file is at hand; radii, and here and there the clock, are made up. */
    static List<RestaurantOpened> ofSalzburg(Random random) {
        if (!Files.exists(REAL)) {
            return madeUp(random);
        }
        List<RestaurantOpened> all = new ArrayList<>();
        try {
            for (JsonNode feature : JsonMapper.shared().readTree(Files.readString(REAL)).path("features")) {
                JsonNode properties = feature.path("properties");
                String hours = properties.path("opening_hours").asString("");
                String[] cuisines = Stream.of(properties.path("cuisine").asString("").split(";")).map(String::strip)
                        .filter(cuisine -> !cuisine.isEmpty()).toArray(String[]::new);
                all.add(restaurant("%04d".formatted(random.nextInt(10_000)) + all.size(),
                        new GeoPoint(feature.at("/geometry/coordinates/1").asDouble(), feature.at("/geometry/coordinates/0").asDouble()),
                        radius(random), hours.isBlank() ? HOURS.get(random.nextInt(HOURS.size())) : hours, zone(random), cuisines));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static List<RestaurantOpened> madeUp(Random random) {
        List<RestaurantOpened> all = new ArrayList<>();
        for (int i = 0; i < MADE_UP; i++) {
            all.add(restaurant("%04d".formatted(random.nextInt(10_000)) + i, near(SALZBURG, 0.05, random), radius(random),
                    HOURS.get(i % HOURS.size()), zone(random), CUISINES.get(i % CUISINES.size())));
        }
        return all;
    }

    private static int radius(Random random) {
        return random.nextInt(20) == 0 ? 100_000 : 1 + random.nextInt(6_000);
    }

    private static String zone(Random random) {
        return random.nextInt(12) != 0 ? VIENNA
                : List.of("Europe/Berlin", "America/New_York").get(random.nextInt(2));
    }

    static GeoPoint near(GeoPoint centre, double degrees, Random random) {
        return new GeoPoint(centre.lat() + degrees * random.nextGaussian(), centre.lon() + degrees * random.nextGaussian());
    }
}
