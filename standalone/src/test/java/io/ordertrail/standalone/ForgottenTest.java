package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/**
 * Anything of a person that is left somewhere after they were forgotten, and anything else that is not as it was: every file and every
 * collection is searched, byte by byte, for what only this person has said.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForgottenTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ADDRESS = """
            {"address":{"street":"%1$sstreet 9","line2":"%1$sline2","city":"%1$scity","postalCode":"%1$spostal","country":"%1$scountry",\
            "note":"%1$snote"},"location":{"lat":%2$s,"lon":%3$s}}""";

    /** What is said, in words and numbers that nobody else has. */
    private static final List<String> MARKERS = List.of("Zquorx", "47.8012345", "13.0456789", "47.8023456", "13.0467891", "47.8034567",
            "13.0478912");

    private static final Map<String, String> SETTINGS = Map.of("ordertrail.snapshot.order", "2", "ordertrail.snapshot.delivery", "2",
            "ordertrail.snapshot.account", "2", "ordertrail.snapshot.courier", "2", "ordertrail.snapshot.consumer", "2",
            "ordertrail.snapshot.ticket", "2");

    @TempDir
    Path data;

    @Test
    void nothingIsLeftOfWhoIsForgottenAndEverythingElseIsAsItWas(CapturedOutput log) throws Exception {
        String consumer;
        String order;
        Map<String, byte[]> stored = new LinkedHashMap<>();
        try (RunningSystem system = RunningSystem.start(data, SETTINGS)) {
            Api api = system.api();
            consumer = api.post("/consumers", "{\"name\":\"Zquorx Lovelace\"}", "Idempotency-Key", "k-1").expect(201).id();
            String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
            order = order(api, consumer, restaurant);
            assertThat(api.send("DELETE", "/consumers/" + consumer, null).expect(409).body().path("code").asString())
                    .isEqualTo("INVALID_STATE");
            live(api, consumer, order);
            api.post("/views/order-history/checkpoints", null).expect(201);
            api.post("/views/couriers/checkpoints", null).expect(201);
            assertThat(MARKERS)
                    .allSatisfy(marker -> assertThat(api.get("/consumers/%s/export".formatted(consumer)).expect(200).raw().body())
                            .contains(marker));
            JsonNode sales = sales(api, restaurant);
            JsonNode before = api.get("/orders/" + order).expect(200).body();

            String token = api.send("DELETE", "/consumers/" + consumer, null).expect(202).token();

            api.send("DELETE", "/consumers/" + consumer, null).expect(404);
            api.get("/consumers/" + consumer, "Consistency-Token", token, "Prefer", "wait=20").expect(404);
            api.get("/consumers/%s/export".formatted(consumer)).expect(404);
            JsonNode after = api.get("/orders/" + order).expect(200).body();
            assertThat(after.at("/deliverTo/address/street").asString()).isEqualTo("forgotten");
            assertThat(after.path("total")).isEqualTo(before.path("total"));
            assertThat(sales(api, restaurant)).isEqualTo(sales);
            rebuiltAsTheyAre(api);
            assertThat(Stream.of("/orders/" + order, "/orders/%s?compose=true".formatted(order), "/orders/%s/events".formatted(order),
                    "/events?limit=1000", "/consumers/%s/orders?since=2020-01-01T00:00:00Z".formatted(consumer),
                    "/couriers/%s/plan".formatted(after.at("/delivery/courierId").asString())))
                    .allSatisfy(path -> assertThat(api.get(path).expect(200).raw().body()).doesNotContain(MARKERS));
            late(api, consumer, restaurant);
            dump(system.bean(MongoDatabase.class), stored);
        }
        files(stored);

        assertThat(stored).hasSizeGreaterThan(10);
        assertThat(stored).allSatisfy((where, bytes) -> assertThat(found(bytes)).as(where).isEmpty());
        assertThat(log.getAll()).doesNotContain(MARKERS);
    }

    private static String order(Api api, String consumer, String restaurant) {
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":2}").expect(201).id();
        api.post("/couriers/%s/on-duty".formatted(courier), null).expect(200);
        String order = api
                .post("/orders",
                        "{\"consumerId\":\"%s\",\"restaurantId\":\"%s\",\"lines\":[{\"menuItemId\":\"1\",\"quantity\":5}],\"deliverTo\":%s}"
                                .formatted(consumer, restaurant, ADDRESS.formatted("Zquorx", MARKERS.get(1), MARKERS.get(2))),
                        "Idempotency-Key", "k-2")
                .expect(201).id();
        awaitOrder(api, order, "/status", "APPROVED");
        return order;
    }

    /** Until it is delivered, with all that is said of where. */
    private static void live(Api api, String consumer, String order) {
        api.send("PATCH", "/consumers/" + consumer, "{\"name\":\"Zquorx King\"}").expect(200);
        String revised = api.post("/orders/%s/revise".formatted(order),
                "{\"deliverTo\":%s}".formatted(ADDRESS.formatted("Zquorxtwo", MARKERS.get(3), MARKERS.get(4)))).expect(202).token();
        await().atMost(LONG).until(() -> api.get("/orders/" + order, "Consistency-Token", revised).body().path("status").asString("")
                .equals("APPROVED"));
        api.post("/tickets/%s/accept".formatted(order), Samples.readyBy(Instant.now().plusSeconds(600))).expect(200);
        awaitOrder(api, order, "/delivery/status", "SCHEDULED");
        api.post("/tickets/%s/start".formatted(order), null).expect(200);
        api.post("/tickets/%s/ready".formatted(order), null).expect(200);
        api.post("/deliveries/%s/pick-up".formatted(order), null).expect(200);
        api.post("/deliveries/%s/location".formatted(order), "{\"lat\":%s,\"lon\":%s}".formatted(MARKERS.get(5), MARKERS.get(6)))
                .expect(200);
        api.post("/deliveries/%s/location".formatted(order), "{\"lat\":47.8,\"lon\":13.04}").expect(200);
        api.post("/deliveries/%s/complete".formatted(order), null).expect(200);
        awaitOrder(api, order, "/status", "DELIVERED");
    }

    /** Who is no more orders once again: it comes to nothing, and what is said is forgotten as it is stored. */
    private static void late(Api api, String consumer, String restaurant) {
        String order = api
                .post("/orders",
                        "{\"consumerId\":\"%s\",\"restaurantId\":\"%s\",\"lines\":[{\"menuItemId\":\"1\",\"quantity\":5}],\"deliverTo\":%s}"
                                .formatted(consumer, restaurant, ADDRESS.formatted("Zquorx", MARKERS.get(1), MARKERS.get(2))))
                .expect(201).id();
        awaitOrder(api, order, "/status", "REJECTED");
        assertThat(api.get("/orders/" + order).body().path("rejection").asString()).isEqualTo("CONSUMER_UNKNOWN");
        assertThat(api.get("/orders/" + order).body().at("/deliverTo/address/city").asString()).isEqualTo("forgotten");
    }

    private static void awaitOrder(Api api, String order, String field, String value) {
        await().atMost(LONG).until(() -> api.get("/orders/" + order).body().at(field).asString("").equals(value));
    }

    private static JsonNode sales(Api api, String restaurant) {
        return api.get("/restaurants/%s/sales?from=2020-01-01&to=2020-12-31".formatted(restaurant)).expect(200).body();
    }

    private static void rebuiltAsTheyAre(Api api) {
        for (String view : List.of("order-history", "orders", "deliveries", "consumers", "couriers", "order-events", "accounts")) {
            String rebuild = api.post("/views/%s/rebuilds".formatted(view), "{\"switch\":\"WHEN_EQUAL\"}").expect(202).id();
            String path = "/views/%s/rebuilds/%s".formatted(view, rebuild);
            await(view).atMost(LONG).until(() -> !api.get(path).body().path("status").asString().matches("BUILDING|VERIFYING"));
            assertThat(api.get(path).body().path("status").asString()).as("%s: %s", view, api.get(path).raw().body()).isEqualTo("SWITCHED");
        }
    }

    /** Both generations of every view, and whatever else there is. */
    private static void dump(MongoDatabase database, Map<String, byte[]> into) {
        for (String name : database.listCollectionNames()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            database.getCollection(name, RawBsonDocument.class).find().forEach(document -> {
                all.writeBytes(document.getByteBuffer().array());
                all.writeBytes(document.toJson().getBytes(StandardCharsets.UTF_8));
            });
            into.put("collection " + name, all.toByteArray());
        }
    }

    private void files(Map<String, byte[]> into) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            into.put(file.toString(), Files.readAllBytes(file));
            if (file.toString().endsWith(".gz")) {
                try (InputStream plain = new GZIPInputStream(Files.newInputStream(file))) {
                    into.put(file + ", unpacked", plain.readAllBytes());
                }
            }
        }
    }

    /** However it is written: as it stands, two bytes a character, or in hexadecimal digits as the database's log has bytes. */
    private static List<String> found(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String lower = text.toLowerCase(Locale.ROOT);
        return MARKERS.stream().filter(marker -> text.contains(marker) || text.contains(latin(marker, StandardCharsets.UTF_16BE))
                || text.contains(latin(marker, StandardCharsets.UTF_16LE))
                || lower.contains(HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8)))).toList();
    }

    private static String latin(String marker, Charset charset) {
        return new String(marker.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
