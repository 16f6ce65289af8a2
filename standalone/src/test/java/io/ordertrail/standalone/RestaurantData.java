package io.ordertrail.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Restaurants to test with: the real ones of Salzburg where their file is at hand (© OpenStreetMap contributors, ODbL), else a few made up.
 *
 * @param openingHours as OpenStreetMap has them, messy as real data is; null where nobody has noted them
 */
record RestaurantData(String name, String street, String postalCode, double lat, double lon, String openingHours, List<String> cuisines) {

    static final String REAL_FILE = "../shared/data/salzburg-restaurants.geojson";

    static List<RestaurantData> load() {
        return realFile().map(RestaurantData::real).orElseGet(() -> {
            LoggerFactory.getLogger(RestaurantData.class).warn("{} is not there: made-up restaurants serve instead", REAL_FILE);
            return madeUp();
        });
    }

    /** The file lies beside the repository, one or two folders up from where the test runs. */
    static Optional<Path> realFile() {
        return Stream.of(Path.of(REAL_FILE), Path.of("..").resolve(REAL_FILE)).filter(Files::exists).findFirst();
    }

    private static List<RestaurantData> real(Path file) {
        List<RestaurantData> all = new ArrayList<>();
        for (JsonNode feature : Api.JSON.readTree(file).path("features")) {
            JsonNode properties = feature.path("properties");
            all.add(new RestaurantData(text(properties, "name", "Without a name"),
                    text(properties, "addr_street", "Getreidegasse") + " " + text(properties, "addr_housenumber", "1"),
                    text(properties, "addr_postcode", "5020"), feature.at("/geometry/coordinates/1").asDouble(),
                    feature.at("/geometry/coordinates/0").asDouble(), text(properties, "opening_hours", null),
                    Stream.of(text(properties, "cuisine", "").split(";")).map(String::strip).filter(cuisine -> !cuisine.isEmpty())
                            .toList()));
        }
        return all;
    }

    private static List<RestaurantData> madeUp() {
        List<String> hours =
                List.of("24/7", "Mo-Su 10:00-22:00", "Tu-Su 11:30-14:30,17:30-22:00; Mo off", "Mo-Fr 11:00-23:00; Sa 18:00-02:00");
        return IntStream.range(0, 40)
                .mapToObj(i -> new RestaurantData("Café Größenwahn " + i, "Linzer Gasse " + i, "5020", 47.80 + i * 1e-4, 13.04 + i * 1e-4,
                        hours.get(i % hours.size()), i % 2 == 0 ? List.of("austrian") : List.of()))
                .toList();
    }

    private static String text(JsonNode node, String name, String otherwise) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() && !value.asString().isBlank() ? value.asString() : otherwise;
    }
}
