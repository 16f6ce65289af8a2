package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.standalone.Api.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whoever reads which restaurants are available can order there, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AvailableRestaurantsTest {

    private static final double METRES_OF_A_DEGREE = 111_195.08;
    private static final double LAT = -30.5;

    @TempDir
    static Path data;

    private RunningSystem system;
    private Api api;

    /** Where no other test has restaurants, even if all share an event store. */
    private double lon;

    @BeforeAll
    void start() {
        system = RunningSystem.start(data, Map.of());
        api = system.api();
    }

    @BeforeEach
    void goWhereNobodyIs() {
        lon = 20 + ThreadLocalRandom.current().nextInt(10_000_000) / 1e6;
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void whatIsAvailableIsWhatAcceptsAnOrder() {
        Instant at = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        List<Answer> restaurants = List.of(open(2_999.5, "24/7"), open(3_000.5, "24/7"), open(1_000, "off"), open(0, "24/7"),
                open(500, "24/7"));
        Answer closed = api.post("/restaurants/%s/close".formatted(restaurants.get(4).id()), null).expect(200);
        String tokens = String.join(",", restaurants.stream().map(Answer::token).toList()) + "," + closed.token();

        JsonNode available = available(at, "", tokens).body().path("items");
        assertThat(available.valueStream().map(each -> each.path("id").asString()))
                .containsExactly(restaurants.get(3).id(), restaurants.get(0).id());
        assertThat(available.valueStream().map(each -> Math.round(each.path("distanceMetres").asDouble()))).containsExactly(0L, 3_000L);
        for (Answer restaurant : restaurants) {
            boolean shown = available.valueStream().anyMatch(each -> each.path("id").asString().equals(restaurant.id()));
            String order = Samples.order(consumer, restaurant.id(), 1).replace("{\"lat\":47.80,\"lon\":13.04}", location(LAT))
                    .replaceFirst("\\{", "{\"requestedFor\":\"" + at + "\",");
            assertThat(api.post("/orders", order).status()).isEqualTo(shown ? 201 : 422);
        }
    }

    @Test
    void eachIsShownAsItselfAndOnePageLeadsToTheNext() {
        Answer one = open(100, "24/7");
        Answer other = open(200, "24/7");
        Answer first = available(Instant.parse("2027-01-01T12:00:00Z"), "&cuisine=INDIÁN&limit=1", one.token() + "," + other.token());
        JsonNode shown = first.body().at("/items/0");
        JsonNode itself = api.get("/restaurants/" + shown.path("id").asString()).expect(200).body();

        assertThat(shown.propertyStream().filter(field -> !field.getKey().equals("distanceMetres")).toList())
                .containsExactlyInAnyOrderElementsOf(itself.propertyStream().toList());
        Answer second = available(Instant.parse("2027-01-01T12:00:00Z"),
                "&cuisine=indian&limit=100&cursor=" + first.body().path("next").asString(), one.token());
        assertThat(second.body().at("/items").valueStream().map(each -> each.path("id").asString()))
                .doesNotContain(shown.path("id").asString()).contains(other.id());
        assertThat(second.body().has("next")).isFalse();
    }

    /** So far to the north of where it is to be delivered to. */
    private Answer open(double metres, String hours) {
        return api.post("/restaurants", Samples.RESTAURANT
                .replace("{\"lat\":47.803,\"lon\":13.047}", location(LAT + metres / METRES_OF_A_DEGREE)).replace("24/7", hours)
                .replace("\"minimumOrder\":{\"amount\":\"10.00\",\"currency\":\"EUR\"},", "")).expect(201);
    }

    private String location(double lat) {
        return String.format(Locale.ROOT, "{\"lat\":%.9f,\"lon\":%.6f}", lat, lon);
    }

    private Answer available(Instant at, String filter, String tokens) {
        return api.get("/restaurants/available?lat=%s&lon=%s&at=%s%s".formatted(LAT, lon, at, filter.replace("Á", "%C3%81")),
                "Consistency-Token", tokens, "Prefer", "wait=20").expect(200);
    }
}
