package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.standalone.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and support ask of all orders, over the whole system. */
class AllOrdersTest {

    private static final int ORDERS = 5;

    @TempDir
    static Path data;

    @Test
    void theListIsTheSameByPageByIdAndAsAStream() {
        try (RunningSystem system = RunningSystem.start(data, Map.of())) {
            Api api = system.api();
            String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
            String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
            List<String> placed = new ArrayList<>();
            List<String> tokens = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                String body = Samples.order(consumer, restaurant, 5).replaceFirst("\\{", "{\"reference\":\"=T-%d\",".formatted(i % 2));
                Answer answer = api.post("/orders", body).expect(201);
                placed.addFirst(answer.id());
                tokens.add(answer.token());
            }
            String seen = String.join(",", tokens);

            assertThat(paged(api, "/orders?consumerId=%s&limit=2".formatted(consumer), seen)).isEqualTo(placed);
            assertThat(ids(api.get("/orders?reference==T-1&consumerId=" + consumer, "Consistency-Token", seen, "Prefer", "wait=20")))
                    .containsExactly(placed.get(1), placed.get(3));
            List<String> backwards = placed.reversed();
            assertThat(ids(api.get("/orders?ids=nobody," + String.join(",", backwards), "Consistency-Token", seen, "Prefer", "wait=20")))
                    .isEqualTo(backwards);

            List<String> lines = lines(api, "/orders?consumerId=" + consumer, "application/x-ndjson", seen);
            assertThat(lines).hasSize(ORDERS + 1).last().isEqualTo("{\"end\":true,\"count\":%d}".formatted(ORDERS));
            assertThat(lines.subList(0, ORDERS).stream().map(line -> Api.JSON.readTree(line).path("id").asString())).isEqualTo(placed);
            List<String> table = lines(api, "/orders?consumerId=" + consumer, "text/csv", seen);
            assertThat(table).hasSize(ORDERS + 2).last().isEqualTo("#end," + ORDERS);
            assertThat(table.get(1)).startsWith(placed.getFirst() + ",").contains(",'=T-0,");
        }
    }

    private static List<String> paged(Api api, String question, String tokens) {
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(question + cursor, "Consistency-Token", tokens, "Prefer", "wait=20").expect(200);
            read.addAll(ids(page));
            cursor = "&cursor=" + page.body().path("next").asString("");
        } while (cursor.length() > "&cursor=".length());
        return read;
    }

    private static List<String> ids(Answer page) {
        return page.expect(200).body().path("items").valueStream().map(order -> order.path("id").asString()).toList();
    }

    private static List<String> lines(Api api, String question, String type, String tokens) {
        return api.get(question, "Accept", type, "Consistency-Token", tokens, "Prefer", "wait=20").expect(200).raw().body().lines()
                .toList();
    }
}
