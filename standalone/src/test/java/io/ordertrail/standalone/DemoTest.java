package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.issuer.IssuerSettings;
import io.ordertrail.issuer.RunningIssuer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The profile in which an issuer with five people runs beside, as it is tried out. */
class DemoTest {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @TempDir
    private static Path data;
    private static URI issuer;
    private static RunningSystem system;

    @BeforeAll
    static void start() throws IOException {
        issuer = freeAddress();
        system = RunningSystem.start(data, Map.of("spring.profiles.active", "demo", "ordertrail.security.issuer", issuer.toString()),
                () -> token("operator"));
    }

    /** It names itself by its port, so it cannot take any. */
    static URI freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void anOrderIsTakenThroughByPeopleOfWhomEachMayDoTheirPart() {
        Api consumer = as("consumer");
        Api restaurant = as("restaurant");
        Api courier = as("courier");
        String order = consumer.post("/orders", Samples.order(idOf("consumer"), idOf("restaurant"), 2)).expect(201).id();
        courier.post("/couriers/%s/on-duty".formatted(idOf("courier")), null).expect(200);
        await("its kitchen knows of it").until(() -> restaurant.post("/tickets/%s/accept".formatted(order),
                Samples.readyBy(Instant.now().plusSeconds(600))).status() == 200);
        await("it is the courier's").until(() -> courier.get("/orders/" + order).status() == 200);

        assertThat(restaurant.post("/orders/%s/cancel".formatted(order), null).expect(403).code()).isEqualTo("FORBIDDEN");
        as("auditor").get("/orders/" + order).expect(200);
        as("auditor").post("/views/order-history/rebuilds", "{}").expect(403);
        as("operator").get("/views").expect(200);
    }

    @Test
    void whoDoesNotKnowThePasswordGetsNoToken() throws Exception {
        assertThat(askForToken(issuer, "operator", "guessed").statusCode()).isEqualTo(401);
        assertThat(askForToken(issuer, "mallory", "mallory").statusCode()).isEqualTo(401);
    }

    @Test
    void anOperatorLogsInToTheDashboard() throws Exception {
        HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).cookieHandler(new CookieManager()).build();
        HttpResponse<String> form = browser.send(HttpRequest.newBuilder(URI.create(system.address() + "/dashboard/processors"))
                .header("Accept", "text/html").build(), BodyHandlers.ofString());
        assertThat(form.uri()).isEqualTo(issuer.resolve("/login"));
        Matcher csrf = CSRF.matcher(form.body());
        assertThat(csrf.find()).isTrue();

        HttpResponse<String> page = browser.send(HttpRequest.newBuilder(form.uri()).header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=operator&password=operator&_csrf="
                        + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8)))
                .build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.uri()).isEqualTo(URI.create(system.address() + "/dashboard/processors"));
        assertThat(page.body()).contains("processes").doesNotContain("class=\"reader\"");
    }

    /** What was ordered yesterday belongs to the same people today. */
    @Test
    void peopleStayWhoTheyWere() throws Exception {
        List<String> before = List.of(idOf("consumer"), idOf("restaurant"), idOf("courier"));
        IssuerSettings settings = new IssuerSettings(freeAddress(), List.of(), () -> {
            throw new AssertionError("nobody needs to be registered");
        }, data.resolve("issuer-people.properties"));
        try (RunningIssuer again = new RunningIssuer(settings)) {
            assertThat(List.of("consumer", "restaurant", "courier"))
                    .map(person -> claims(token(again.address(), person)).path("id").asString())
                    .isEqualTo(before);
        }
    }

    /** Until Ordertrail answers, nobody can be known to it. */
    @Test
    void whoCannotBeRegisteredNowGetsATokenLater(@TempDir Path folder) throws Exception {
        URI away = freeAddress();
        try (RunningIssuer early = new RunningIssuer(new IssuerSettings(freeAddress(), List.of(), () -> away, folder.resolve("people")))) {
            HttpResponse<String> refused = askForToken(early.address(), "consumer", "consumer");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("temporarily_unavailable").contains(away.toString());
            assertThat(claims(token(early.address(), "operator")).has("id")).isFalse();
        }
    }

    private static Api as(String person) {
        return system.api().as(token(person));
    }

    private static String idOf(String person) {
        return claims(token(person)).path("id").asString();
    }

    private static JsonNode claims(String token) {
        return Api.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static String token(String person) {
        return token(issuer, person);
    }

    private static String token(URI issuer, String person) {
        HttpResponse<String> answer = askForToken(issuer, person, person);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Api.JSON.readTree(answer.body()).path("access_token").asString();
    }

    private static HttpResponse<String> askForToken(URI issuer, String person, String password) {
        String known = Base64.getEncoder().encodeToString((person + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(issuer.resolve("/oauth2/token")).header("Authorization", "Basic " + known)
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
