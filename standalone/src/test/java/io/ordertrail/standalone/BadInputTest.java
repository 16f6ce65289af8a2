package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ordertrail.standalone.Api.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is thrown at it: an answer with a code and the field that is to blame, never a 5xx, and not one event more than before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String SINCE = "2020-01-01T00:00:00Z";

    @TempDir
    static Path data;

    private RunningSystem system;
    private Api api;
    private String restaurant;
    private String consumer;
    private String other;
    private String order;
    private long stored;

    @BeforeAll
    void start() {
        system = RunningSystem.start(data, Map.of());
        api = system.api();
        restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        other = api.post("/consumers", "{\"name\":\"Grace Hopper\"}").expect(201).id();
        for (int i = 0; i < 3; i++) {
            order = api.post("/orders", Samples.order(consumer, restaurant, 5)).expect(201).id();
            api.post("/orders", Samples.order(other, restaurant, 5)).expect(201);
            await().until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING"));
        }
        await().pollDelay(Duration.ofMillis(300)).until(() -> api.get("/consumers/%s/orders?since=%s".formatted(other, SINCE)).body()
                .path("items").valueStream().allMatch(entry -> entry.at("/delivery/status").asString("").equals("PENDING")));
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @BeforeEach
    void remember() {
        stored = head();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(head()).isEqualTo(stored);
    }

    private long head() {
        return api.endOfFeed(stored);
    }

    static Stream<Arguments> brokenOrders() {
        return Stream.of(
                arguments("{", 400, "MALFORMED_JSON", ""),
                arguments("", 400, "MALFORMED_JSON", ""),
                arguments("[]", 400, "INVALID", ""),
                arguments("null", 400, null, ""),
                arguments("{}", 400, "INVALID", null),
                arguments(line("-1"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("0"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("1.5"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("5.0"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("\"5\""), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("1001"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("99999999999999999999"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("1e400"), 400, null, null),
                arguments(line("null"), 400, "INVALID", "/lines/0/quantity"),
                arguments(line("true"), 400, "INVALID", "/lines/0/quantity"),
                arguments(lines("[]"), 400, "INVALID", "/lines"),
                arguments(lines("null"), 400, "INVALID", "/lines"),
                arguments(lines("[null]"), 400, "INVALID", "/lines/0"),
                arguments(lines("{}"), 400, "INVALID", "/lines"),
                arguments(lines("[{\"quantity\":1}]"), 400, "INVALID", "/lines/0/menuItemId"),
                arguments(lines("[{\"menuItemId\":1,\"quantity\":1}]"), 400, "INVALID", "/lines/0/menuItemId"),
                arguments(lines("[{\"menuItemId\":\"1\",\"quantity\":1},{\"menuItemId\":\"1\",\"quantity\":2}]"), 400, "INVALID", null),
                arguments(lines("[{\"menuItemId\":\"99\",\"quantity\":1}]"), 422, "UNKNOWN_MENU_ITEM", null),
                arguments(lines("[{\"menuItemId\":\"2\",\"quantity\":1}]"), 422, "ORDER_MINIMUM_NOT_MET", null),
                arguments(with("\"requestedFor\":\"2026-11-21T18:00:00\""), 400, "INVALID", "/requestedFor"),
                arguments(with("\"requestedFor\":\"tomorrow\""), 400, "INVALID", "/requestedFor"),
                arguments(with("\"requestedFor\":5"), 400, "INVALID", "/requestedFor"),
                arguments(with("\"requestedFor\":\"2001-01-01T00:00:00Z\""), 400, "INVALID", "/requestedFor"),
                arguments(with("\"requestedFor\":\"9001-01-01T00:00:00Z\""), 400, "INVALID", "/requestedFor"),
                arguments(with("\"reference\":\"\""), 400, "INVALID", "/reference"),
                arguments(with("\"reference\":\" \""), 400, "INVALID", "/reference"),
                arguments(with("\"reference\":\"" + "x".repeat(65) + "\""), 400, "INVALID", "/reference"),
                arguments(with("\"reference\":\"a\\u0000b\""), 400, "INVALID", "/reference"),
                arguments(with("\"reference\":417"), 400, "INVALID", "/reference"),
                arguments(to("{\"lat\":91,\"lon\":13}"), 400, "INVALID", "/deliverTo/location/lat"),
                arguments(to("{\"lat\":47,\"lon\":181}"), 400, "INVALID", "/deliverTo/location/lon"),
                arguments(to("{\"lat\":\"47\",\"lon\":13}"), 400, "INVALID", "/deliverTo/location/lat"),
                arguments(to("{\"lon\":13}"), 400, "INVALID", "/deliverTo/location/lat"),
                arguments(to("{\"lat\":10,\"lon\":13}"), 422, "OUT_OF_DELIVERY_AREA", null));
    }

    @ParameterizedTest
    @MethodSource("brokenOrders")
    void aBrokenOrderIsRefusedNamingWhatIsWrong(String body, int status, String code, String field) {
        refused(api.post("/orders", body.replace("CONSUMER", consumer).replace("RESTAURANT", restaurant)), status, code, field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$ne", ".", "a.b", "'; DROP TABLE x --", "\"", "\u0000", "\u0001", "{\"$gt\":\"\"}", "%", "ä", " ", "../consumers",
                    "01ARZ3NDEKTSV4RRFFQ69G5FAV"})
    void anIdThatIsNobodysIsNotFound(String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        for (String path : new String[] {"/orders/%s", "/consumers/%s", "/restaurants/%s", "/accounts/%s", "/orders/%s/events",
                "/restaurants/%s/board", "/couriers/%s/plan", "/restaurants/%s/sales?from=2026-11-01&to=2026-11-30", "/views/%s",
                "/processors/processes/parked/%s"}) {
            Answer answer = api.get(path.formatted(encoded));
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.code()).as(path).isNotEmpty();
        }
        JsonNode byGraphQl = api.post("/graphql", Api.JSON.writeValueAsString(Map.of("variables", Map.of("id", id), "query",
                "query($id: ID!) { order(id: $id) { id } consumer(id: $id) { id } restaurant(id: $id) { id } }"))).expect(200).body();
        assertThat(byGraphQl.path("errors").findValuesAsString("code")).containsExactly("NOT_FOUND", "NOT_FOUND", "NOT_FOUND");
        for (String path : new String[] {"/orders/%s/cancel", "/tickets/%s/start", "/restaurants/%s/close", "/deliveries/%s/pick-up",
                "/couriers/%s/on-duty", "/accounts/%s/disable", "/processors/processes/parked/%s/retry"}) {
            Answer answer = api.post(path.formatted(encoded), null);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.code()).as(path).isNotEmpty();
        }
    }

    @Test
    void anIdOfTenThousandCharactersIsNotFound() {
        String id = "x".repeat(10_000);

        refused(api.get("/orders/" + id), 404, "NOT_FOUND", "");
        refused(api.post("/tickets/%s/start".formatted(id), null), 404, "NOT_FOUND", "");
        refused(api.post("/orders", Samples.order(consumer, id, 5)), 400, "INVALID", "/restaurantId");
    }

    static Stream<Arguments> brokenHistories() {
        return Stream.of(arguments("", "since"), arguments("since=2026-11-21T18:00:00", "since"), arguments("since=yesterday", "since"),
                arguments("since=" + SINCE + "&until=2019-01-01T00:00:00Z", "until"), arguments("since=" + SINCE + "&until=x", "until"),
                arguments("since=" + SINCE + "&limit=0", "limit"), arguments("since=" + SINCE + "&limit=-1", "limit"),
                arguments("since=" + SINCE + "&limit=101", "limit"), arguments("since=" + SINCE + "&limit=1000000000", "limit"),
                arguments("since=" + SINCE + "&limit=99999999999999", "limit"), arguments("since=" + SINCE + "&limit=1.5", "limit"),
                arguments("since=" + SINCE + "&status=EATEN", "status"));
    }

    @ParameterizedTest
    @MethodSource("brokenHistories")
    void aBrokenQuestionIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/consumers/%s/orders?%s".formatted(consumer, query)), 400, "INVALID", parameter);
        refused(api.get("/restaurants/%s/orders?%s".formatted(restaurant, query)), 400, "INVALID", parameter);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=x,limit", "unheard=of,unheard"})
    void aBrokenQuestionForWhatIsParkedIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/processors/processes/parked?" + query), 400, "INVALID", parameter);
    }

    @Test
    void whatIsNotParkedCannotBeGivenUp() {
        refused(api.send("DELETE", "/processors/processes/parked/%s/events/1".formatted(order), null), 404, "NOT_FOUND", "");
        refused(api.post("/processors/processes/parked", null), 405, "METHOD_NOT_ALLOWED", "");
    }

    static Stream<Arguments> brokenSales() {
        return Stream.of(arguments("to=2026-11-30", "from"), arguments("from=2026-11-01", "to"), arguments("", null),
                arguments("from=2026-11-01&to=", "to"), arguments("from=yesterday&to=2026-11-30", "from"),
                arguments("from=2026-11-01T00:00:00Z&to=2026-11-30", "from"), arguments("from=2026-11-01&to=2026-02-30", "to"),
                arguments("from=2026-11-01&to=2026-11-31", "to"), arguments("from=2026-11-30&to=2026-11-29", "to"),
                arguments("from=2026-01-01&to=2029-01-01", "to"), arguments("from=0001-01-01&to=9999-12-31", "to"),
                arguments("from=-0001-01-01&to=0001-01-01", "from"), arguments("from=9999-01-01&to=%2B10000-01-01", "to"),
                arguments("from=%2B999999999-12-31&to=%2B999999999-12-31", "from"));
    }

    @ParameterizedTest
    @MethodSource("brokenSales")
    void brokenDaysAreRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/restaurants/%s/sales?%s".formatted(restaurant, query)), 400, "INVALID", parameter);
    }

    @Test
    void asManyDaysAsAllowedAreAnswered() {
        api.get("/restaurants/%s/sales?from=2026-01-01&to=2028-12-31".formatted(restaurant)).expect(200);
        api.get("/restaurants/%s/sales?from=0001-01-01&to=0001-01-01".formatted(restaurant)).expect(200);
        api.get("/restaurants/%s/sales?from=9999-12-31&to=9999-12-31".formatted(restaurant)).expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit=0|limit", "limit=101|limit", "status=EATEN|status", "from=yesterday|from",
            "from=2026-11-21T18:00:00Z&to=2026-11-21T17:00:00Z|to", "olderThan=15|olderThan", "olderThan=-PT1M|olderThan", "ids=|ids",
            "ids=a&limit=5|ids", "since=2026-11-21T18:00:00Z|since", "unheard=of|unheard"})
    void aBrokenQuestionAboutAllOrdersIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/orders?" + query), 400, "INVALID", parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"after=-1|after", "after=x|after", "after=1.5|after", "after=99999999999999999999|after",
            "limit=0|limit", "limit=10001|limit", "limit=many|limit", "unheard=of|unheard"})
    void aBrokenReconciliationIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.post("/dispatch/reconcile?" + query, null), 400, "INVALID", parameter);
    }

    @Test
    void theListOfAllOrdersIsNoOtherMediaTypeAndItsCursorNoOthers() {
        refused(api.get("/orders", "Accept", "application/xml"), 406, "NOT_ACCEPTABLE", "");
        refused(api.get("/orders?cursor=garbage"), 400, "BAD_CURSOR", "cursor");
        refused(api.get("/orders", "Consistency-Token", "garbage"), 400, "BAD_TOKEN", null);
        refused(api.get("/orders?limit=5", "Accept", "text/csv"), 400, "INVALID", "limit");
    }

    static Stream<Arguments> brokenSearches() {
        String here = "lat=47.8&lon=13.04";
        String now = "&at=2026-11-21T18:00:00Z";
        return Stream.of(arguments("lon=13" + now, "lat"), arguments("lat=47" + now, "lon"), arguments(here, "at"),
                arguments("lat=91&lon=13" + now, "lat"), arguments("lat=47&lon=180.01" + now, "lon"),
                arguments("lat=NaN&lon=13" + now, "lat"),
                arguments("lat=1e999999999&lon=13" + now, "lat"), arguments("lat=47&lon=%00" + now, "lon"),
                arguments(here + "&at=noon", "at"),
                arguments(here + "&at=2026-11-21T18:00:00", "at"), arguments(here + now + "&cuisine=", "cuisine"),
                arguments(here + now + "&cuisine=" + "x".repeat(201), "cuisine"), arguments(here + now + "&limit=0", "limit"),
                arguments(here + now + "&limit=101", "limit"));
    }

    @ParameterizedTest
    @MethodSource("brokenSearches")
    void aBrokenSearchForRestaurantsIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/restaurants/available?" + query), 400, "INVALID", parameter);
    }

    @Test
    void aCursorWorksOnlyWholeAndOnlyWhereItWasGiven() {
        String question = "/consumers/%s/orders?since=%s&limit=1".formatted(consumer, SINCE);
        String cursor = api.get(question).expect(200).body().path("next").asString();

        api.get(question + "&cursor=" + cursor).expect(200);
        refused(api.get(question + "&cursor=" + cursor.substring(0, cursor.length() - 2)), 400, "BAD_CURSOR", "cursor");
        refused(api.get(question + "&cursor=" + changed(cursor)), 400, "BAD_CURSOR", "cursor");
        refused(api.get(question + "&cursor="), 400, "BAD_CURSOR", "cursor");
        refused(api.get(question + "&cursor=" + "A".repeat(5_000)), 400, "BAD_CURSOR", "cursor");
        refused(api.get(question + "&status=APPROVED&cursor=" + cursor), 400, "BAD_CURSOR", "cursor");
        refused(api.get("/consumers/%s/orders?since=%s&limit=1&cursor=%s".formatted(other, SINCE, cursor)), 400, "BAD_CURSOR", "cursor");
        refused(api.get("/restaurants/%s/orders?since=%s&limit=1&cursor=%s".formatted(restaurant, SINCE, cursor)), 400, "BAD_CURSOR",
                "cursor");
    }

    private static String changed(String cursor) {
        char first = cursor.charAt(0) == 'A' ? 'B' : 'A';
        return first + cursor.substring(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "AAAA", "%00", "ZZZZZZZZZZZZZZZZZZZZZZZZ", "-1"})
    void aTokenThatIsNoneIsRefused(String token) {
        for (String path : new String[] {"/orders/" + order, "/consumers/" + consumer, "/events", "/restaurants/" + restaurant,
                "/restaurants/%s/board".formatted(restaurant),
                "/accounts/" + consumer, "/restaurants/%s/sales?from=2026-11-01&to=2026-11-30".formatted(restaurant),
                "/consumers/%s/orders?since=%s".formatted(consumer, SINCE),
                "/restaurants/available?lat=47.8&lon=13.04&at=2026-11-21T18:00:00Z"}) {
            refused(api.get(path, "Consistency-Token", token), 400, "BAD_TOKEN", null);
        }
    }

    static Stream<Arguments> brokenCommands() {
        return Stream.of(
                arguments("POST", "/consumers", "{\"name\":\" \"}", 400, "INVALID", "/name"),
                arguments("POST", "/consumers", "{\"name\":\"a\\u0000b\"}", 400, "INVALID", "/name"),
                arguments("POST", "/consumers", "{\"name\":\"" + "x".repeat(201) + "\"}", 400, "INVALID", "/name"),
                arguments("POST", "/consumers", "{\"name\":5}", 400, "INVALID", "/name"),
                arguments("POST", "/consumers", "{\"name\":\"A\",\"orderLimit\":{\"amount\":5,\"currency\":\"EUR\"}}", 400, "INVALID",
                        "/orderLimit/amount"),
                arguments("POST", "/consumers", "{\"name\":\"A\",\"orderLimit\":{\"amount\":\"5.001\",\"currency\":\"EUR\"}}", 400,
                        "INVALID", "/orderLimit/amount"),
                arguments("POST", "/consumers", "{\"name\":\"A\",\"orderLimit\":{\"amount\":\"-5\",\"currency\":\"EUR\"}}", 400, "INVALID",
                        "/orderLimit/amount"),
                arguments("POST", "/consumers", "{\"name\":\"A\",\"orderLimit\":{\"amount\":\"5\",\"currency\":\"EURO\"}}", 400, "INVALID",
                        "/orderLimit/currency"),
                arguments("PATCH", "/consumers/CONSUMER", "{}", 400, "INVALID", null),
                arguments("PUT", "/restaurants/RESTAURANT/menu", "{\"items\":[]}", 400, "INVALID", "/items"),
                arguments("PUT", "/restaurants/RESTAURANT/menu",
                        "{\"items\":[{\"id\":\"1\",\"name\":\"A\",\"price\":{\"amount\":\"0\",\"currency\":\"EUR\"}}]}", 400, "INVALID",
                        "/items/0/price/amount"),
                arguments("PUT", "/restaurants/RESTAURANT/menu",
                        "{\"items\":[{\"id\":\"1\",\"name\":\"A\",\"price\":{\"amount\":\"1\",\"currency\":\"CHF\"}}]}", 422,
                        "CURRENCY_MISMATCH", null),
                arguments("PUT", "/restaurants/RESTAURANT/opening-hours", "{\"openingHours\":\"whenever\",\"timeZone\":\"Europe/Vienna\"}",
                        400, "INVALID", "/openingHours"),
                arguments("PUT", "/restaurants/RESTAURANT/opening-hours", "{\"openingHours\":\"24/7\",\"timeZone\":\"Mars/Olympus\"}", 400,
                        "INVALID", "/timeZone"),
                arguments("POST", "/couriers", "{\"name\":\"A\",\"capacity\":0}", 400, "INVALID", "/capacity"),
                arguments("POST", "/couriers", "{\"name\":\"A\",\"capacity\":1001}", 400, "INVALID", "/capacity"),
                arguments("POST", "/orders/ORDER/revise", "{}", 400, "INVALID", null),
                arguments("POST", "/orders/ORDER/revise", "{\"lines\":[{\"menuItemId\":\"2\",\"quantity\":1}]}", 400, "INVALID", null),
                arguments("POST", "/orders/ORDER/revise", "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":0}]}", 400, "INVALID", null),
                arguments("POST", "/orders/ORDER/revise", "{\"lines\":[{\"menuItemId\":\"1\",\"quantity\":2}],\"expectedVersion\":0}", 409,
                        "STALE_VERSION", null),
                arguments("POST", "/tickets/ORDER/accept", "{\"readyBy\":\"2001-01-01T00:00:00Z\"}", 400, "READY_BY_IN_PAST", "/readyBy"),
                arguments("POST", "/tickets/ORDER/accept", "{\"readyBy\":\"9001-01-01T00:00:00Z\"}", 400, "INVALID", "/readyBy"),
                arguments("POST", "/tickets/ORDER/accept", "{}", 400, "INVALID", "/readyBy"),
                arguments("POST", "/tickets/ORDER/ready", null, 409, "INVALID_STATE", ""),
                arguments("POST", "/deliveries/ORDER/pick-up", null, 409, "INVALID_STATE", ""),
                arguments("POST", "/deliveries/ORDER/location", "{\"lat\":1}", 400, "INVALID", "/lon"),
                arguments("POST", "/accounts/CONSUMER/refunds",
                        "{\"orderId\":\"ORDER\",\"amount\":{\"amount\":\"1\",\"currency\":\"EUR\"},\"reason\":\"cold\"}", 409,
                        "INVALID_STATE", ""),
                arguments("PUT", "/accounts/CONSUMER/card-limit", "{\"limit\":{\"amount\":\"1\",\"currency\":\"CHF\"}}", 422,
                        "CURRENCY_MISMATCH", null),
                arguments("DELETE", "/orders/ORDER", null, 405, "METHOD_NOT_ALLOWED", ""),
                arguments("POST", "/nowhere", "{}", 404, "NOT_FOUND", ""));
    }

    @ParameterizedTest
    @MethodSource("brokenCommands")
    void aBrokenCommandIsRefusedNamingWhatIsWrong(String method, String path, String body, int status, String code, String field) {
        refused(api.send(method, here(path), body == null ? null : here(body)), status, code, field);
    }

    private String here(String text) {
        return text.replace("CONSUMER", consumer).replace("RESTAURANT", restaurant).replace("ORDER", order);
    }

    @ParameterizedTest
    @CsvSource({"type=OrderPlaced&type=Nothing,type", "type=orderplaced,type", "type=%00,type", "aggregateType=Kitchen,aggregateType",
            "type=OrderPlaced&limit=0,limit", "aggregateType=Order&after=x,after"})
    void aFeedOfWhatThereIsNotIsRefusedNamingTheParameter(String query, String parameter) {
        refused(api.get("/events?" + query), 400, "INVALID", parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/orders?status=FOO|status|must be one of APPROVAL_PENDING, APPROVED",
            "/orders?status=APPROVED&status=|status|must not be empty",
            "/orders?from=yesterday|from|must be an instant with zone, such as",
            "/orders?limit=ten|limit|must be a whole number",
            "/orders?statu=APPROVED|statu|did you mean status?",
            "/consumers/CONSUMER/orders?since=yesterday|since|must be an instant with zone, such as",
            "/consumers/CONSUMER/orders?sinse=2026-11-01T00:00:00Z|sinse|did you mean since?",
            "/consumers/CONSUMER/orders|since|is required: an instant with zone, such as",
            "/restaurants/RESTAURANT/sales?from=yesterday&to=2026-11-30|from|must be a date, such as",
            "/restaurants/available?lat=here&lon=13&at=2026-11-21T18:00:00Z|lat|must be a number, such as",
            "/restaurants/available?latitude=47|latitude|did you mean lat?",
            "/events?type=OrderEaten|type|must be one of AccountDisabled",
            "/events?afer=5|afer|did you mean after?",
            "/events/schemas?type=OrderPlaced|type|there are no parameters here",
            "/views?name=orders|name|there are no parameters here",
            "/orders/ORDER?compos=true|compos|did you mean compose?",
            "/orders/ORDER?compose=maybe|compose|must be true or false",
            "/orders/ORDER/live?after=5|after|there are no parameters here",
            "/processors/processes/parked?aftr=x|aftr|did you mean after?"})
    void aWrongParameterIsToldWhatIsWanted(String path, String parameter, String wanted) {
        Answer answer = api.get(here(path));

        refused(answer, 400, "INVALID", parameter);
        assertThat(answer.body().path("detail").asString()).contains(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"keywords=100%", "x=%", "x=%zz", "x=%ff", "x=%C0%AF", "%E0%80%AF=1", "x=%ED%A0%80", "=1", "a=1&=", "MANY"})
    void aQueryThatCannotBeReadIsRefusedAtEveryAddress(String query) throws IOException {
        String said = query.equals("MANY") ? "x=1&".repeat(1_000) + "x=1" : query;
        for (String path : List.of("/orders", "/orders/" + order, "/orders/%s/live".formatted(order), "/events", "/views", "/nowhere", "/",
                "/dashboard", "/dashboard/attention", "/dashboard/files/page.css", "/graphiql", "/actuator/health",
                "/actuator/prometheus", "/v3/api-docs", "/swagger-ui.html", "/swagger-ui/swagger-ui.css")) {
            String answer = raw("GET %s?%s".formatted(path, said));
            assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("application/problem+json").contains("\"INVALID\"");
        }
        assertThat(raw("POST /orders/%s/cancel?%s".formatted(order, said))).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%AE", "%c0%ae%c0%ae", "%ff", "a%E0%80%AFb", "%", "%2"})
    void anAddressThatCannotBeReadIsRefused(String id) throws IOException {
        for (String path : List.of("/orders/%s", "/consumers/%s/orders", "/dashboard/%s", "/actuator/%s", "/%s")) {
            assertThat(raw("GET " + path.replace("%s", id))).as(path).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }

    static Stream<Arguments> oddBodies() {
        return Stream.of(arguments("{\"name\":\"A\",\"name\":\"B\"}", 400, "INVALID", "/name"),
                arguments("{\"name\":\"A\",\"nickname\":{\"a\":1,\"a\":1}}", 400, "INVALID", "/nickname/a"),
                arguments("{\"name\":\"a\u00c0\u00aeb\"}", 400, "MALFORMED_JSON", ""),
                arguments("{\"name\":\"a\u00ffb\"}", 400, "MALFORMED_JSON", ""));
    }

    /** Each of the body's characters is sent as one byte. */
    @ParameterizedTest
    @MethodSource("oddBodies")
    void aBodyThatOneReaderTakesForThisAndAnotherForThatIsRefused(String body, int status, String code, String field) {
        refused(api.send(bytes("/consumers", body.getBytes(StandardCharsets.ISO_8859_1))), status, code, field);
        Answer byGraphQl = api.send(bytes("/graphql", body.replace("\"name\":\"", "\"query\":\"#").getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(byGraphQl.expect(400).raw().body()).contains("\"%s\"".formatted(code));
    }

    @Test
    void aBodyThatIsCompressedIsRefused() {
        refused(api.post("/consumers", "{\"name\":\"A\"}", "Content-Encoding", "gzip"), 415, "UNSUPPORTED_MEDIA_TYPE", "");
    }

    @Test
    void twoHundredAndOneCharactersAreTooManyHoweverManyBytesTheyTake() {
        refused(api.post("/consumers", "{\"name\":\"%s\"}".formatted("😀".repeat(201))), 400, "INVALID", "/name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"application/problem+json, application/json|200", "application/json;q=0.1, application/problem+json|200",
                    "application/problem+json, */*;q=0.1|200", "application/*+json|200", "application/foo+json|406",
                    "application/problem+json|406"})
    void anAnswerIsJsonWhateverElseIsTaken(String accept, int status) {
        for (String path : List.of("/orders", "/orders/" + order, "/events?limit=1", "/events/schemas", "/views", "/processors")) {
            Answer answer = api.get(path, "Accept", accept).expect(status);
            assertThat(answer.header("Content-Type")).as(path).hasValue(status == 200 ? "application/json" : "application/problem+json");
        }
        refused(api.get("/orders/nobody", "Accept", "application/json"), 404, "NOT_FOUND", "");
    }

    private HttpRequest bytes(String path, byte[] body) {
        return HttpRequest.newBuilder(api.get("/events").raw().uri().resolve(path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)).build();
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonIsRefused() {
        refused(api.post("/consumers", "{\"name\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "TOO_LARGE", "");
        refused(api.post("/consumers", "name=Ada", "Content-Type", "application/x-www-form-urlencoded"), 415, "UNSUPPORTED_MEDIA_TYPE", "");
        refused(api.get("/orders/" + order, "Accept", "text/html"), 406, "NOT_ACCEPTABLE", "");
    }

    @Test
    void aStaleIfMatchIsAFailedPrecondition() {
        refused(api.post("/orders/%s/cancel".formatted(order), null, "If-Match", "\"0\""), 412, "STALE_VERSION", "");
        refused(api.post("/orders/%s/cancel".formatted(order), null, "If-Match", "W/\"1\""), 412, "STALE_VERSION", "");
    }

    @Test
    void whatTomcatRefusesItselfIsAProblemToo() throws IOException {
        assertThat(raw("GET /orders/\u0000|^")).startsWith("HTTP/1.1 400").contains("application/problem+json").contains("\"code\"")
                .doesNotContain("Apache Tomcat");
    }

    /** Java's own client sends nothing that is broken. */
    private String raw(String methodAndPath) throws IOException {
        URI base = api.get("/events").raw().uri();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write("%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".formatted(methodAndPath)
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aChunkedBodyIsCountedToo() {
        byte[] large = ("{\"name\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        Answer answer = api.send(
                HttpRequest.newBuilder(api.get("/events").raw().uri().resolve("/consumers")).header("Content-Type", "application/json")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(List.of(large)))).build());

        refused(answer, 413, "TOO_LARGE", "");
    }

    private static void refused(Answer answer, int status, String code, String field) {
        answer.expect(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asString("")).isNotEmpty();
        assertThat(answer.raw().body()).doesNotContain("io.ordertrail", "java.lang", "Exception");
        if (code != null) {
            assertThat(answer.code()).as(answer.raw().body()).isEqualTo(code);
        }
        if (field != null) {
            assertThat(answer.field()).as(answer.raw().body()).isEqualTo(field);
        }
    }

    private static String line(String quantity) {
        return lines("[{\"menuItemId\":\"1\",\"quantity\":%s}]".formatted(quantity));
    }

    private static String lines(String lines) {
        return Samples.order("CONSUMER", "RESTAURANT", lines);
    }

    private static String with(String field) {
        return "{" + field + "," + line("5").substring(1);
    }

    private static String to(String location) {
        return line("5").replace("{\"lat\":47.80,\"lon\":13.04}", location);
    }

    @Test
    void unknownFieldsAreIgnoredAndAUnknownConsumerIsHeardOut() {
        Instant now = Instant.now();

        refused(api.post("/orders", "{\"colour\":\"red\"," + Samples.order(consumer, restaurant, 0).substring(1)), 400, "INVALID",
                "/lines/0/quantity");
        assertThat(api.get("/consumers/nobody/orders?since=" + now).expect(200).body().path("items")).isEmpty();
    }
}
