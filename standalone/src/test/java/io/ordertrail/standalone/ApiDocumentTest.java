package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.standalone.Api.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The API document against the system that it describes: what it shows can be sent as it stands, and is answered as it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiDocumentTest {

    /**
     * Nothing is parked in a healthy system; ParkedEventsTest and SubscriptionKillTest have something. And the one id that the document shows below views
     * is a rebuild's, not a document's.
     */
    private static final Set<String> ONLY_IN_TROUBLE =
            Set.of("GET /views/{view}/documents/{id}/steps", "GET /processors/processes/parked/{id}",
                    "POST /processors/processes/parked/{id}/retry", "DELETE /processors/processes/parked/{id}/events/{event}",
                    "DELETE /subscriptions/{name}/deliveries/{event}");

    @TempDir
    static Path data;

    private final Set<String> sent = new TreeSet<>();

    /** What the test has made, by the id that the document shows for its like. */
    private final Map<String, String> real = new HashMap<>();

    private RunningSystem system;
    private Api api;
    private ApiDocument document;

    @BeforeAll
    void start() {
        system = RunningSystem.start(data, Map.of("ordertrail.checkpoints", data.resolve("checkpoints").toString()));
        api = system.api();
        document = new ApiDocument(api.get("/v3/api-docs").expect(200).body());
    }

    @AfterAll
    void stop() {
        system.close();
    }

    /** What clients are made of is what is served. */
    @Test
    void theDocumentInTheRepositoryIsTheOneThatIsServed() throws IOException {
        Path stored = Path.of("..", "docs", "openapi.json");
        Path served = Path.of("target", "openapi.json");
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
        JsonNode now = api.get("/v3/api-docs").expect(200).body();
        Files.writeString(served, json.writeValueAsString(json.treeToValue(now, Object.class)) + "\n");
        assertThat(json.readTree(Files.readString(stored)).equals(now))
                .as("docs/openapi.json is out of date: copy %s there", served.toAbsolutePath()).isTrue();
    }

    @Test
    void aClientMadeOfItTakesAnOrderToTheDoor() throws Exception {
        new MadeClient(system.address()).takeAnOrderToTheDoor();
    }

    @Test
    void everyFieldParameterAndHeaderIsExplained() {
        List<String> unexplained = new ArrayList<>();
        document.fields().forEach((name, field) -> require(field, name, unexplained));
        document.operations().forEach((name, operation) -> {
            document.parametersOf(operation).forEach(parameter -> require(parameter, name + " " + parameter.path("name"), unexplained));
            operation.path("responses").forEachEntry((status, response) -> {
                require(document.resolved(response), name + " " + status, unexplained);
                document.resolved(response).path("headers").forEachEntry(
                        (header, described) -> require(document.resolved(described), "%s %s %s".formatted(name, status, header),
                                unexplained));
            });
        });
        assertThat(unexplained).isEmpty();
    }

    private static void require(JsonNode described, String name, Collection<String> unexplained) {
        if (described.path("description").asString("").isBlank()) {
            unexplained.add(name);
        }
    }

    @Test
    void everyOperationHasItsOwnNameAndSaysWhatItIsForAndTakesEachParameterOnce() {
        assertThat(document.operations().values()).extracting(operation -> operation.path("operationId").asString())
                .doesNotHaveDuplicates();
        document.operations().forEach((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
            assertThat(document.parametersOf(operation)).extracting(each -> each.path("in").asString() + each.path("name").asString())
                    .as(name)
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void everyExampleIsOfTheShapeThatTheDocumentGivesIt() {
        document.operations().forEach((name, operation) -> {
            document.examplesOf(operation.path("requestBody"))
                    .forEach((example, shown) -> document.assertShape(name, shown.schema(), shown.value()));
            operation.path("responses").forEach(response -> document.examplesOf(document.resolved(response))
                    .forEach((example, shown) -> document.assertShape(name, shown.schema(), shown.value())));
        });
    }

    @Test
    void everyExampleCanBeSentAsItStandsAndIsAnsweredAsTheDocumentSays() {
        make("/restaurants");
        make("/consumers");
        make("/couriers");
        send("POST /couriers/{id}/on-duty");
        send("PUT /accounts/{id}/card-limit");
        deliver();
        order();
        send("POST /orders/{id}/cancel");
        awaitOrder("CANCELLED");
        order();
        send("POST /tickets/{id}/decline");
        awaitOrder("CANCELLED");
        order();
        toTheDoor();
        send("POST /deliveries/{id}/fail");
        awaitOrder("NOT_DELIVERED");
        Stream.of("POST /accounts/{id}/disable", "POST /accounts/{id}/enable", "POST /couriers/{id}/off-duty", "PATCH /consumers/{id}",
                "POST /restaurants/{id}/close", "POST /restaurants/{id}/reopen", "PUT /restaurants/{id}/menu", "PUT /restaurants/{id}/name",
                "PUT /restaurants/{id}/opening-hours", "POST /dispatch/reconcile", "POST /views/{view}/checkpoints",
                "POST /views/{view}/parked/heal", "POST /views/{view}/parked/heal-all").forEach(this::send);
        rebuild();
        Stream.of("PUT /subscriptions/{name}", "POST /subscriptions/{name}/pause", "POST /subscriptions/{name}/resume",
                "POST /subscriptions/{name}/replay", "GET /subscriptions/{name}", "DELETE /subscriptions/{name}").forEach(this::send);
        Stream.of("split", "merge", "pause", "resume").map("POST /processors/{name}/%s"::formatted).forEach(this::send);
        Set<String> left = new TreeSet<>(document.operations().keySet());
        left.removeAll(sent);
        left.removeAll(ONLY_IN_TROUBLE);
        String forget = "DELETE /consumers/{id}";
        left.remove(forget);
        left.forEach(this::send);
        send(forget);
        assertThat(left).allMatch(name -> name.startsWith("GET "));
    }

    private void deliver() {
        order();
        send("POST /orders/{id}/revise", "quantities");
        awaitOrder("APPROVED");
        send("POST /orders/{id}/revise", "place and time");
        awaitOrder("APPROVED");
        toTheDoor();
        send("POST /tickets/{id}/hand-over");
        send("POST /deliveries/{id}/location");
        send("POST /deliveries/{id}/complete");
        awaitOrder("DELIVERED");
        send("POST /accounts/{id}/refunds");
    }

    private void toTheDoor() {
        send("POST /tickets/{id}/accept");
        await().until(() -> order("/delivery/status").equals("SCHEDULED"));
        send("POST /tickets/{id}/start");
        send("POST /tickets/{id}/ready");
        send("POST /deliveries/{id}/pick-up");
    }

    private void rebuild() {
        real.put(document.idOf("/views/{view}/rebuilds/{id}"), send("POST /views/{view}/rebuilds", "when equal").id());
        awaitRebuild("SWITCHED");
        real.put(document.idOf("/views/{view}/rebuilds/{id}"), send("POST /views/{view}/rebuilds", "by hand").id());
        awaitRebuild("WAITING");
        send("POST /views/{view}/rebuilds/{id}/switch");
        send("POST /views/{view}/rebuilds/{id}/rollback");
        real.put(document.idOf("/views/{view}/rebuilds/{id}"), send("POST /views/{view}/rebuilds", "by hand").id());
        awaitRebuild("WAITING");
        send("DELETE /views/{view}/rebuilds/{id}");
    }

    private void awaitRebuild(String status) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> send("GET /views/{view}/rebuilds/{id}").body().path("status").asString().equals(status));
    }

    /** What is made gets an id, and stands from now on for what the document shows. */
    private void make(String path) {
        real.put(document.idOf(path + "/{id}"), send("POST " + path).id());
    }

    private void order() {
        make("/orders");
        awaitOrder("APPROVED");
    }

    private void awaitOrder(String status) {
        await().until(() -> order("/status").equals(status) && !order("/payment/status").isEmpty() && !order("/delivery/status").isEmpty());
    }

    /** Not there at first: no token says what is to be seen. */
    private String order(String field) {
        return api.get("/orders/" + real.get(document.idOf("/orders/{id}"))).body().at(field).asString("");
    }

    private Answer send(String name) {
        Answer last = null;
        for (String example : document.examplesOf(document.operation(name).path("requestBody")).keySet()) {
            last = send(name, example);
        }
        return last == null ? send(name, null) : last;
    }

    private Answer send(String name, String example) {
        sent.add(name);
        JsonNode operation = document.operation(name);
        String[] methodAndPath = name.split(" ");
        List<String> headers = new ArrayList<>();
        String path = methodAndPath[1];
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : document.parametersOf(operation)) {
            String value = real(parameter.path("example").asString(""));
            switch (parameter.path("in").asString()) {
                case "path" -> path = path.replace("{%s}".formatted(parameter.path("name").asString()), value);
                case "query" -> query.append(value.isEmpty() ? "" : "&%s=%s".formatted(parameter.path("name").asString(),
                        URLEncoder.encode(value, StandardCharsets.UTF_8)));
                default -> headers.addAll(value.isEmpty() ? List.of() : List.of(parameter.path("name").asString(), value));
            }
        }
        String body = example == null ? null : real(document.examplesOf(operation.path("requestBody")).get(example).value().toString());
        // A stream has no end.
        String method = path.endsWith("/live") ? "HEAD" : methodAndPath[0];
        Answer answer = api.send(method, path + (query.isEmpty() ? "" : "?" + query.substring(1)), body, headers.toArray(String[]::new));
        document.assertDocumented(name, answer);
        return answer;
    }

    private String real(String shown) {
        String text = shown;
        for (Map.Entry<String, String> id : real.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }
}
