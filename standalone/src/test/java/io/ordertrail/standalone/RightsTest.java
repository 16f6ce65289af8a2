package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.ordertrail.standalone.Api.Answer;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Who may do what, with what is theirs and with what is another's: every operation and every field of GraphQL that leads to another thing. */
class RightsTest {

    /**
     * What each of them reads with their own, and with another's: in, or the refusal's status; and what an auditor reads. An operator is let in
     * everywhere.
     */
    private static final String EXPECTED = """
            POST /consumers                          | in in   | 403 403 | 403 403 | 403
            GET /consumers/{id}                      | in 404  | 403 403 | 403 403 | in
            PATCH /consumers/{id}                    | in 404  | 403 403 | 403 403 | 403
            DELETE /consumers/{id}                   | in 404  | 403 403 | 403 403 | 403
            GET /consumers/{id}/export               | in 404  | 403 403 | 403 403 | in
            GET /consumers/{id}/orders               | in 404  | 403 403 | 403 403 | in
            GET /consumers/{id}/live                 | in 404  | 403 403 | 403 403 | in
            GET /accounts/{id}                       | in 404  | 403 403 | 403 403 | in
            POST /accounts/{id}/disable              | 403 403 | 403 403 | 403 403 | 403
            POST /accounts/{id}/enable               | 403 403 | 403 403 | 403 403 | 403
            PUT /accounts/{id}/card-limit            | 403 403 | 403 403 | 403 403 | 403
            POST /accounts/{id}/refunds              | 403 403 | 403 403 | 403 403 | 403
            POST /restaurants                        | 403 403 | 403 403 | 403 403 | 403
            GET /restaurants/available               | in in   | 403 403 | 403 403 | in
            GET /restaurants/{id}                    | in in   | in 404  | 403 403 | in
            PUT /restaurants/{id}/menu               | 403 403 | in 404  | 403 403 | 403
            PUT /restaurants/{id}/name               | 403 403 | in 404  | 403 403 | 403
            PUT /restaurants/{id}/opening-hours      | 403 403 | in 404  | 403 403 | 403
            POST /restaurants/{id}/close             | 403 403 | in 404  | 403 403 | 403
            POST /restaurants/{id}/reopen            | 403 403 | in 404  | 403 403 | 403
            GET /restaurants/{id}/orders             | 403 403 | in 404  | 403 403 | in
            GET /restaurants/{id}/board              | 403 403 | in 404  | 403 403 | in
            GET /restaurants/{id}/board/live         | 403 403 | in 404  | 403 403 | in
            GET /restaurants/{id}/sales              | 403 403 | in 404  | 403 403 | in
            POST /orders                             | in 404  | 403 403 | 403 403 | 403
            GET /orders                              | 403 403 | 403 403 | 403 403 | in
            GET /orders/{id}                         | in 404  | in 404  | in 404  | in
            GET /orders/{id}/live                    | in 404  | 403 403 | 403 403 | in
            GET /orders/{id}/events                  | 403 403 | in 404  | 403 403 | in
            POST /orders/{id}/revise                 | in 404  | 403 403 | 403 403 | 403
            POST /orders/{id}/cancel                 | in 404  | 403 403 | 403 403 | 403
            POST /tickets/{id}/accept                | 403 403 | in 404  | 403 403 | 403
            POST /tickets/{id}/decline               | 403 403 | in 404  | 403 403 | 403
            POST /tickets/{id}/start                 | 403 403 | in 404  | 403 403 | 403
            POST /tickets/{id}/ready                 | 403 403 | in 404  | 403 403 | 403
            POST /tickets/{id}/hand-over             | 403 403 | in 404  | 403 403 | 403
            POST /couriers                           | 403 403 | 403 403 | 403 403 | 403
            POST /couriers/{id}/on-duty              | 403 403 | 403 403 | in 404  | 403
            POST /couriers/{id}/off-duty             | 403 403 | 403 403 | in 404  | 403
            GET /couriers/{id}/plan                  | 403 403 | 403 403 | in 404  | in
            POST /deliveries/{id}/pick-up            | 403 403 | 403 403 | in 404  | 403
            POST /deliveries/{id}/location           | 403 403 | 403 403 | in 404  | 403
            POST /deliveries/{id}/complete           | 403 403 | 403 403 | in 404  | 403
            POST /deliveries/{id}/fail               | 403 403 | 403 403 | in 404  | 403
            GET /events                              | 403 403 | 403 403 | 403 403 | in
            GET /events/schemas                      | 403 403 | 403 403 | 403 403 | in
            GET /views                               | 403 403 | 403 403 | 403 403 | in
            GET /views/{view}                        | 403 403 | 403 403 | 403 403 | in
            GET /views/{view}/rebuilds               | 403 403 | 403 403 | 403 403 | in
            GET /views/{view}/rebuilds/{id}          | 403 403 | 403 403 | 403 403 | in
            GET /views/{view}/documents/{id}/steps   | 403 403 | 403 403 | 403 403 | in
            POST /views/{view}/rebuilds              | 403 403 | 403 403 | 403 403 | 403
            DELETE /views/{view}/rebuilds/{id}       | 403 403 | 403 403 | 403 403 | 403
            POST /views/{view}/rebuilds/{id}/switch  | 403 403 | 403 403 | 403 403 | 403
            POST /views/{view}/rebuilds/{id}/rollback | 403 403 | 403 403 | 403 403 | 403
            GET /views/{view}/checkpoints            | 403 403 | 403 403 | 403 403 | in
            POST /views/{view}/checkpoints           | 403 403 | 403 403 | 403 403 | 403
            GET /views/{view}/parked                 | 403 403 | 403 403 | 403 403 | in
            POST /views/{view}/parked/heal           | 403 403 | 403 403 | 403 403 | 403
            POST /views/{view}/parked/heal-all       | 403 403 | 403 403 | 403 403 | 403
            GET /processors                          | 403 403 | 403 403 | 403 403 | in
            POST /processors/{name}/pause            | 403 403 | 403 403 | 403 403 | 403
            POST /processors/{name}/resume           | 403 403 | 403 403 | 403 403 | 403
            POST /processors/{name}/split            | 403 403 | 403 403 | 403 403 | 403
            POST /processors/{name}/merge            | 403 403 | 403 403 | 403 403 | 403
            GET /processors/processes/parked         | 403 403 | 403 403 | 403 403 | in
            GET /processors/processes/parked/{id}    | 403 403 | 403 403 | 403 403 | in
            POST /processors/processes/parked/{id}/retry | 403 403 | 403 403 | 403 403 | 403
            DELETE /processors/processes/parked/{id}/events/{event} | 403 403 | 403 403 | 403 403 | 403
            GET /subscriptions                       | 403 403 | 403 403 | 403 403 | in
            GET /subscriptions/{name}                | 403 403 | 403 403 | 403 403 | in
            PUT /subscriptions/{name}                | 403 403 | 403 403 | 403 403 | 403
            DELETE /subscriptions/{name}             | 403 403 | 403 403 | 403 403 | 403
            DELETE /subscriptions/{name}/deliveries/{event} | 403 403 | 403 403 | 403 403 | 403
            POST /subscriptions/{name}/pause         | 403 403 | 403 403 | 403 403 | 403
            POST /subscriptions/{name}/resume        | 403 403 | 403 403 | 403 403 | 403
            POST /subscriptions/{name}/replay        | 403 403 | 403 403 | 403 403 | 403
            POST /dispatch/reconcile                 | 403 403 | 403 403 | 403 403 | 403
            GET /actuator/prometheus                 | 403 403 | 403 403 | 403 403 | in
            GET /dashboard                           | 403 403 | 403 403 | 403 403 | in
            GET /dashboard/views/accounts            | 403 403 | 403 403 | 403 403 | in
            GET /dashboard/files/page.css            | 403 403 | 403 403 | 403 403 | in
            POST /dashboard/processors/none/pause    | 403 403 | 403 403 | 403 403 | 403
            POST /graphql                            | in in   | in in   | in in   | in
            GET /nowhere                             | 404 404 | 404 404 | 404 404 | 404
            DELETE /orders/{id}                      | 404 404 | 404 404 | 404 404 | 404
            """;

    /** What a field is asked for by, and what it may be asked for with one's own and another's. */
    private static final String FIELDS = """
            Query.order                   | {order(id:"ORDER"){id}}                      | in 404  | in 404  | in 404  | in
            Query.ordersById              | {ordersById(ids:["ORDER"]){id}}              | 403 403 | 403 403 | 403 403 | in
            Query.orders                  | {orders{pageInfo{hasNextPage}}}              | 403 403 | 403 403 | 403 403 | in
            Query.consumer                | {consumer(id:"CONSUMER"){id}}                | in 404  | 403 403 | 403 403 | in
            Query.restaurant              | {restaurant(id:"RESTAURANT"){id}}            | in in   | in 404  | 403 403 | in
            Subscription.order            | subscription{order(id:"ORDER"){id}}          | in 404  | 403 403 | 403 403 | in
            Subscription.ordersOfConsumer | subscription{ordersOfConsumer(consumerId:"CONSUMER"){id}} | in 404 | 403 403 | 403 403 | in
            Order.consumer                | {order(id:"ORDER"){consumer{id}}}            | in 404  | 403 404 | 403 404 | in
            Order.restaurant              | {order(id:"ORDER"){restaurant{id}}}          | in 404  | in 404  | 403 404 | in
            Order.payment                 | {order(id:"ORDER"){payment{status}}}         | in 404  | in 404  | 403 404 | in
            Order.events                  | {order(id:"ORDER"){events{edges{cursor}}}}   | 403 404 | in 404  | 403 404 | in
            Consumer.orders               | {consumer(id:"CONSUMER"){orders(since:"2020-01-01T00:00:00Z"){edges{cursor}}}} | in 404 | 403 403 | 403 403 | in
            Restaurant.orders             | {restaurant(id:"RESTAURANT"){orders(since:"2020-01-01T00:00:00Z"){edges{cursor}}}} | 403 403 | in 404 | 403 403 | in
            Restaurant.board              | {restaurant(id:"RESTAURANT"){board{edges{cursor}}}} | 403 403 | in 404 | 403 403 | in
            BoardTicket.order             | {restaurant(id:"RESTAURANT"){board{edges{node{order{id}}}}}} | 403 403 | in 404 | 403 403 | in
            """;

    private static final String COURIER = "{\"name\":\"Grace\",\"capacity\":2}";

    private static final List<String> ROLES = List.of("consumer", "restaurant", "courier", "auditor", "operator");

    /** As they stand in the API's addresses and in GraphQL's questions. */
    private record Things(String consumer, String restaurant, String courier, String order) {

        String of(String role) {
            return switch (role) {
                case "consumer" -> consumer;
                case "restaurant" -> restaurant;
                case "courier" -> courier;
                default -> null;
            };
        }

        String in(String path) {
            String id = switch (path.split("/")[1]) {
                case "consumers", "accounts" -> consumer;
                case "restaurants" -> restaurant;
                case "couriers" -> courier;
                case "orders", "tickets", "deliveries" -> order;
                default -> "none";
            };
            return path.replace("{id}", id).replaceAll("\\{\\w+}", "none");
        }

        String asked(String question) {
            return question.replace("CONSUMER", consumer).replace("RESTAURANT", restaurant).replace("ORDER", order);
        }
    }

    @TempDir
    private static Path data;
    private static Issuer issuer;
    private static RunningSystem system;
    private static Things own;
    private static Things others;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        system = RunningSystem.start(data, Map.of("ordertrail.security.issuer", issuer.address(), "ordertrail.security.client-id",
                Issuer.CLIENT, "ordertrail.security.client-secret", "secret"), () -> issuer.token("operator", null));
        own = things();
        system.api().post("/couriers/%s/on-duty".formatted(own.courier), null).expect(200);
        system.api().post("/tickets/%s/accept".formatted(own.order), "{\"readyBy\":\"%s\"}".formatted(Instant.now().plusSeconds(3_600)))
                .expect(200);
        await("it is somebody's to carry").until(
                () -> order(own.order).at("/delivery/courierId").asString("").equals(own.courier));
        others = things();
    }

    /** An order that waits for its kitchen, and whose all is that belongs to it. */
    private static Things things() {
        Api api = system.api();
        String consumer = api.post("/consumers", "{\"name\":\"Ada\"}").expect(201).id();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        String courier = api.post("/couriers", "{\"name\":\"Grace\",\"capacity\":2}").expect(201).id();
        String order = api.post("/orders", Samples.order(consumer, restaurant, 5)).expect(201).id();
        await("it is approved").until(() -> order(order).path("status").asString("").equals("APPROVED"));
        return new Things(consumer, restaurant, courier, order);
    }

    private static JsonNode order(String id) {
        return system.api().get("/orders/" + id).body();
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsForWhomItIs() {
        return rows(EXPECTED, 2).map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> assertThat(found(
                (api, things) -> fate(api, row.getFirst(), things))).isEqualTo(expected(row.getFirst(), row.subList(1, 5)))));
    }

    @TestFactory
    Stream<DynamicTest> everyFieldIsForWhomItIs() {
        return rows(FIELDS, 3).map(row -> DynamicTest.dynamicTest(row.getFirst(), () -> assertThat(found(
                (api, things) -> fateOfField(api, things.asked(row.get(1))))).isEqualTo(expected(row.getFirst(), row.subList(2, 6)))));
    }

    private static Stream<List<String>> rows(String table, int least) {
        return table.lines().map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .filter(row -> row.size() >= least);
    }

    private static Map<String, String> expected(String operation, List<String> cells) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (int role = 0; role < 3; role++) {
            String[] fates = cells.get(role).split("\\s+");
            expected.put(ROLES.get(role) + "'s own", fates[0]);
            expected.put("another " + ROLES.get(role) + "'s", fates[1]);
        }
        expected.put("auditor", cells.get(3));
        // Nothing is kept from operators, but what is not there.
        expected.put("operator", cells.get(3).equals("404") && !operation.startsWith("DELETE") ? "404" : "in");
        return expected;
    }

    private interface Asking {

        String ask(Api api, Things things);
    }

    private static Map<String, String> found(Asking asking) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String role : ROLES.subList(0, 3)) {
            Api api = system.api().as(issuer.token(role, own.of(role)));
            found.put(role + "'s own", asking.ask(api, own));
            found.put("another " + role + "'s", asking.ask(api, others));
        }
        for (String role : ROLES.subList(3, 5)) {
            found.put(role, asking.ask(system.api().as(issuer.token(role, null)), own));
        }
        return found;
    }

    /** With a body that is good for nothing, so that little comes of it where it is let in; and of a stream the head only. */
    private static String fate(Api api, String operation, Things things) {
        String[] parts = operation.split(" ");
        String path = things.in(parts[1]);
        if (path.endsWith("/live")) {
            int status = api.send("HEAD", path, null).status();
            return status == 200 ? "in" : String.valueOf(status);
        }
        String body = switch (operation) {
            case "POST /orders" -> "{\"consumerId\":\"%s\"}".formatted(things.consumer);
            case "POST /graphql" -> "{\"query\":\"{__typename}\"}";
            default -> parts[0].equals("GET") || parts[0].equals("DELETE") ? null : "{}";
        };
        String[] headers = path.startsWith("/dashboard") ? new String[] {"Sec-Fetch-Site", "same-origin"} : new String[] {};
        Answer answer = api.send(parts[0], path, body, headers);
        String detail = answer.body().path("detail").asString("");
        boolean refused = Set.of(401, 403).contains(answer.status())
                || answer.status() == 404 && (detail.endsWith("of yours") || detail.startsWith("There is nothing at this address"));
        assertThat(answer.status()).as("%s: %s", operation, answer.raw().body()).isLessThan(500);
        return refused ? String.valueOf(answer.status()) : "in";
    }

    private static String fateOfField(Api api, String question) {
        if (question.startsWith("subscription")) {
            // A stream that is not taken is refused only after it has been let through.
            Answer answer = ask(api, question);
            return answer.status() == 406 ? "in" : code(answer.body());
        }
        return code(ask(api, question).body());
    }

    private static Answer ask(Api api, String question) {
        return api.post("/graphql", Api.JSON.createObjectNode().put("query", question).toString(), "Accept", "application/json");
    }

    private static String code(JsonNode answer) {
        return switch (answer.at("/errors/0/extensions/code").asString("")) {
            case "" -> "in";
            case "NOT_FOUND" -> "404";
            case "FORBIDDEN" -> "403";
            default -> answer.toString();
        };
    }

    @Test
    void aKeyIsItsCallersOwnWhateverItIsFor() {
        Api ada = operator("ada");
        Answer first = ada.post("/couriers", COURIER, "Idempotency-Key", "k").expect(201);

        Answer second = ada.post("/couriers", COURIER, "Idempotency-Key", "k").expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        for (String header : List.of("Location", "ETag", "Consistency-Token")) {
            assertThat(second.header(header)).as(header).isPresent().isEqualTo(first.header(header));
        }
        assertThat(ada.post("/couriers", COURIER.replace("2", "3"), "Idempotency-Key", "k").expect(422).code())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        ada.post("/restaurants", Samples.RESTAURANT, "Idempotency-Key", "k").expect(422);
        assertThat(operator("grace").post("/couriers", COURIER, "Idempotency-Key", "k").expect(201).id()).isNotEqualTo(first.id());
    }

    @Test
    void aThousandAtOnceWithOneKeyMakeOneThing() throws Exception {
        long before = system.api().endOfFeed(0);
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.address() + "/couriers")).header("Idempotency-Key", "thousand")
                .header("Authorization", "Bearer " + issuer.token("operator", null)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(COURIER)).build();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 1_000)
                .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofString())).toList();

        // Of a thousand connections at once one may be cut unanswered; then nobody was told anything.
        List<HttpResponse<String>> answers = sent.stream().map(answer -> answer.exceptionally(cut -> null).join()).filter(Objects::nonNull)
                .toList();
        assertThat(answers).hasSizeGreaterThan(900).extracting(HttpResponse::statusCode).contains(201).isSubsetOf(201, 409, 503);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).extracting(HttpResponse::body).containsOnly(
                system.api().post("/couriers", COURIER, "Idempotency-Key", "thousand").expect(201).raw().body());
        assertThat(system.api().eventsAfter(before).path("events").valueStream()
                .filter(event -> event.path("type").asString().equals("CourierRegistered"))).hasSize(1);
    }

    @Test
    void eachAnswerTellsWhatIsLeftToItsCaller() {
        Answer answer = operator("counted").get("/views").expect(200);

        assertThat(answer.header("RateLimit-Policy")).hasValue("\"caller\";q=60000;w=60");
        assertThat(answer.header("RateLimit")).hasValue("\"caller\";r=59999;t=1");
        assertThat(system.api().as("nonsense").get("/views").expect(401).header("RateLimit")).as("of the address").isPresent();
    }

    @Test
    void aTokenThatSaysNotWhoItsCallerIsIsNotGood() {
        system.api().as(issuer.token(claims -> claims.subject(null).claim("role", "operator"))).get("/views").expect(401);
    }

    private static Api operator(String subject) {
        return system.api().as(issuer.token(claims -> claims.subject(subject).claim("role", "operator")));
    }

    @Test
    void noOperationIsMissing() {
        Set<String> documented = new TreeSet<>();
        system.api().get("/v3/api-docs").expect(200).body().path("paths").properties().forEach(path -> path.getValue().propertyNames()
                .forEach(method -> documented.add("%s %s".formatted(method.toUpperCase(Locale.ROOT), path.getKey()))));

        assertThat(documented).hasSizeGreaterThan(60).isSubsetOf(rows(EXPECTED, 2).map(List::getFirst).collect(Collectors.toSet()));
    }

    @Test
    void noFieldThatLeadsToAnotherThingIsMissing() {
        Set<String> things = Set.of("Order", "Consumer", "Restaurant", "Payment", "OrderConnection", "EventConnection", "BoardConnection");
        Set<String> fields = new TreeSet<>();
        system.bean(GraphQlSource.class).schema().getAllTypesAsList().stream()
                .filter(type -> type instanceof GraphQLObjectType && !type.getName().startsWith("__") && !type.getName().endsWith("Edge"))
                .map(GraphQLObjectType.class::cast)
                .forEach(type -> type.getFieldDefinitions().stream()
                        .filter(field -> Set.of("Query", "Subscription").contains(type.getName()) || !field.getArguments().isEmpty()
                                || things.contains(nameOf(field)))
                        .forEach(field -> fields.add("%s.%s".formatted(type.getName(), field.getName()))));

        assertThat(fields).isEqualTo(rows(FIELDS, 3).map(List::getFirst).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String nameOf(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType()).getName();
    }

    @Test
    void withoutAGoodTokenNothingIsAnsweredButHealthAndTheDocument() {
        String good = issuer.token("operator", null);
        Date past = Date.from(Instant.now().minusSeconds(3_600));
        for (String bad : new String[] {null, "x.y.z", good.substring(0, good.length() - 8) + "AAAAAAAA",
                issuer.token(claims -> claims.claim("role", "operator"), Issuer.newKey()),
                issuer.token(claims -> claims.claim("role", "operator").issuer("https://elsewhere.example")),
                issuer.token(claims -> claims.claim("role", "operator").audience("others")),
                issuer.token(claims -> claims.claim("role", "operator").audience((String) null)),
                issuer.token(claims -> claims.claim("role", "operator").expirationTime(past)),
                issuer.token(claims -> claims.claim("role", "operator").expirationTime(null)),
                "eyJhbGciOiJub25lIn0.eyJyb2xlIjoib3BlcmF0b3IiLCJhdWQiOiJvcmRlcnRyYWlsIiwiZXhwIjo0MTAyNDQ0ODAwfQ."}) {
            Api api = system.api().as(bad);
            for (String path : List.of("/orders", "/views", "/actuator/prometheus", "/nowhere")) {
                Answer answer = api.get(path).expect(401);
                assertThat(answer.code()).isEqualTo("UNAUTHENTICATED");
                assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
            }
            api.post("/graphql", "{\"query\":\"{__typename}\"}").expect(401);
        }
        Api nobody = system.api().as(null);
        assertThat(nobody.get("/actuator/health").expect(200).raw().body()).doesNotContain("details");
        assertThat(system.api().get("/actuator/health").expect(200).raw().body()).contains("details");
        nobody.get("/actuator/health/readiness").expect(200);
        nobody.get("/v3/api-docs").expect(200);
        nobody.get("/swagger-ui/index.html").expect(200);
        system.api().as(issuer.token("stranger", null)).get("/orders").expect(403);
        system.api().as(issuer.token("consumer", null)).get("/orders/" + own.order).expect(404);
    }

    @Test
    void peopleLogInToTheDashboardAndToNothingElse() throws Exception {
        HttpClient auditor = browser("auditor");
        HttpResponse<String> page = auditor.send(fromOwnPage("/dashboard/processors").build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/dashboard/processors");
        assertThat(page.body()).contains("class=\"reader\"").doesNotContain("nobody is asked");
        assertThat(press(auditor)).isEqualTo(403);
        assertThat(auditor.send(fromOwnPage("/orders").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(401);

        HttpClient operator = browser("operator");
        assertThat(operator.send(fromOwnPage("/dashboard").build(), BodyHandlers.ofString()).body()).doesNotContain("class=\"reader\"");
        assertThat(press(operator)).as("there is no such processor").isEqualTo(404);
        assertThat(operator.send(fromOwnPage("/dashboard/processors/none/pause").setHeader("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(403);

        assertThat(browser("consumer").send(fromOwnPage("/dashboard").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(HttpClient.newHttpClient().send(fromOwnPage("/dashboard").build(), BodyHandlers.ofString()).headers()
                .firstValue("Location").orElse("")).endsWith("/oauth2/authorization/ordertrail");
        system.api().as("x.y.z").get("/dashboard").expect(401);
    }

    /** Whoever the issuer would not let in any more has no stream that goes on, and no page. */
    @Test
    void aLogInEndsWithItsToken() throws Exception {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).cookieHandler(cookies).build();
        issuer.logIn("operator", Duration.ofSeconds(3));
        assertThat(browser.send(fromOwnPage("/dashboard").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertTimeoutPreemptively(Duration.ofMinutes(1),
                () -> browser.send(fromOwnPage("/dashboard/live").build(), BodyHandlers.ofString()));

        HttpClient same = HttpClient.newBuilder().cookieHandler(cookies).build();
        HttpResponse<String> ended = same.send(fromOwnPage("/dashboard/processors").build(), BodyHandlers.ofString());
        assertThat(ended.statusCode()).isEqualTo(302);
        assertThat(ended.headers().firstValue("Location").orElse("")).endsWith("/oauth2/authorization/ordertrail");
        issuer.logIn("operator", Duration.ofHours(1));
        assertThat(browser.send(fromOwnPage("/dashboard/processors").build(), BodyHandlers.ofString()).uri().getPath())
                .as("where they wanted to go").isEqualTo("/dashboard/processors");
    }

    private static int press(HttpClient browser) throws Exception {
        return browser.send(fromOwnPage("/dashboard/processors/none/pause").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpClient browser(String role) {
        issuer.logIn(role, Duration.ofHours(1));
        return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).cookieHandler(new CookieManager()).build();
    }

    private static HttpRequest.Builder fromOwnPage(String path) {
        return HttpRequest.newBuilder(URI.create(system.address() + path)).header("Sec-Fetch-Site", "same-origin");
    }

    /** It is told what happens for as long as it may ask. */
    @Test
    void aLiveStreamEndsWithItsToken() {
        String fleeting = issuer.token(claims -> claims.claim("role", "operator").expirationTime(Date.from(Instant.now().plusSeconds(2))));

        for (String path : List.of("/consumers/%s/live".formatted(own.consumer), "/orders/%s/live".formatted(own.order),
                "/dashboard/live")) {
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> system.api().as(fleeting).get(path).expect(200), path);
        }
    }

    @Test
    void aCourierSeesNothingOfThePayment() {
        Api courier = system.api().as(issuer.token("courier", List.of("another", own.courier)));
        Api consumer = system.api().as(issuer.token("consumer", own.consumer));
        for (String path : List.of("/orders/" + own.order, "/orders/%s?compose=true".formatted(own.order))) {
            JsonNode seen = courier.get(path).expect(200).body();
            assertThat(seen.has("payment")).isFalse();
            assertThat(seen.path("id").asString()).isEqualTo(own.order);
            assertThat(consumer.get(path).expect(200).body().at("/payment/status").asString("")).isNotEmpty();
        }
    }

    @Test
    void whatIsAnothersAndWhatIsNotThereReadTheSame() {
        Api consumer = system.api().as(issuer.token("consumer", own.consumer));

        assertThat(consumer.get("/orders/" + others.order).expect(404).body()).isEqualTo(consumer.get("/orders/none").expect(404).body());
    }
}
