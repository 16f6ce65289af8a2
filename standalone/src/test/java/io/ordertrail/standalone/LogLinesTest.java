package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lines about an order name it, and the trace they belong to: for machines as JSON, and for people at the line's end. */
class LogLinesTest {

    private static final String REFUSED = "StartPreparing is refused: INVALID_STATE";

    @TempDir
    Path data;

    @Test
    void linesAreJsonWithTheIdsWhereThatIsAskedFor() throws Exception {
        try (ServerProcess server = ServerProcess.start(data,
                Map.of("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs", "LOGGING_LEVEL_IO_ORDERTRAIL_COMMAND", "debug"))) {
            String order = refusedOrder(new Api(server.url()));
            JsonNode line = await().until(() -> linesOf(server, REFUSED).stream().map(Api.JSON::readTree).findFirst().orElse(null),
                    found -> found != null);
            assertThat(line.path("orderId").asString()).isEqualTo(order);
            assertThat(line.path("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(line.at("/log/level").asString("")).isEqualTo("DEBUG");
            assertThat(server.output().lines()).allSatisfy(each -> assertThat(each).startsWith("{").endsWith("}"));
        }
    }

    @Test
    void peopleReadTheIdsAtTheEndOfALineThatHasThem() throws Exception {
        try (ServerProcess server = ServerProcess.start(data, Map.of("LOGGING_LEVEL_IO_ORDERTRAIL_COMMAND", "debug"))) {
            String order = refusedOrder(new Api(server.url()));
            await().untilAsserted(() -> assertThat(linesOf(server, REFUSED)).isNotEmpty()
                    .allMatch(line -> line.matches(".* order=%s trace=[0-9a-f]{32}".formatted(order))));
            assertThat(linesOf(server, " is ready: ")).isNotEmpty().noneMatch(line -> line.contains("order=") || line.contains("trace="));
        }
    }

    private static String refusedOrder(Api api) {
        String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        String order = api.post("/orders", Samples.order(consumer, restaurant, 2)).expect(201).id();
        await().until(() -> api.post("/tickets/%s/start".formatted(order), null).status() == 409);
        return order;
    }

    private static List<String> linesOf(ServerProcess server, String text) {
        return server.output().lines().filter(line -> line.contains(text)).toList();
    }
}
