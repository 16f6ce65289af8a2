package io.ordertrail.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What HTTP asks of every answer: that it may be kept or not, in which version, how large, and who may ask. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(VersionedController.class)
class MannersTest {

    private static final String V1 = "application/vnd.ordertrail.v1+json";
    private static final String V2 = "application/vnd.ordertrail.v2+json";
    private static final String ORIGIN = "https://shop.example";

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"application/json|application/json", "*/*|application/json", "application/*|application/json", V1 + "|" + V1,
                    V1 + ", application/json;q=0.5|" + V1, "application/json, " + V1 + "|application/json",
                    "text/html;q=0.9, " + V1 + ";q=0.1|" + V1, "application/*;q=0.5, text/html|application/json"})
    void theFirstVersionIsPlainJsonAndHasAName(String accept, String type) throws Exception {
        for (String path : List.of("/people/1", "/list")) {
            HttpResponse<String> answer = get(path, "Accept", accept);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(answer.headers().allValues("Vary")).contains("Accept");
        }
        assertThat(get("/people/1", "Accept", accept).body()).isEqualTo("{\"name\":\"Ada Lovelace\"}");
    }

    @Test
    void aSecondVersionLivesBesideTheFirstThatSaysHowLong() throws Exception {
        HttpResponse<String> second = get("/people/1", "Accept", V2);
        HttpResponse<String> first = get("/people/1", "Accept", V1);

        assertThat(second.body()).isEqualTo("{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\"}");
        assertThat(second.headers().firstValue("Content-Type")).hasValue(V2);
        assertThat(second.headers().map()).doesNotContainKeys("deprecation", "sunset");
        assertThat(first.headers().firstValue("Deprecation")).hasValue("@1796083200");
        assertThat(first.headers().firstValue("Sunset")).hasValue("Tue, 1 Jun 2027 00:00:00 GMT");
        assertThat(first.headers().firstValue("Link")).hasValue("<https://ordertrail.example/people-v2>; rel=\"deprecation\"");
    }

    @Test
    void theApiDocumentKnowsBothVersionsAndWhichOneGoes() throws Exception {
        JsonNode read = new JsonMapper().readTree(get("/v3/api-docs").body()).at("/paths/~1people~1{id}/get");

        assertThat(read.at("/responses/200/content").propertyNames()).contains("application/json", V1, V2);
        assertThat(read.path("responses").propertyNames()).contains("400", "404", "406", "503").doesNotContain("default", "409", "500");
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, "application/vnd.ordertrail.v3+json", "application/foo+json", "text/html", "application/xml"})
    void whatCannotBeGivenIsNotAcceptable(String accept) throws Exception {
        HttpResponse<String> answer = get("/list", "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(406);
        isProblem(answer, "NOT_ACCEPTABLE");
    }

    @Test
    void whatIsReadMayBeKeptButIsAskedAboutAndWhatChangesOrFailsIsKeptByNobody() throws Exception {
        assertThat(cacheControl(get("/people/1"))).containsExactly("private, no-cache");
        assertThat(cacheControl(get("/tagged"))).containsExactly("private, no-cache");
        assertThat(cacheControl(get("/tagged", "If-None-Match", "\"5-abc\""))).containsExactly("private, no-cache");
        assertThat(cacheControl(get("/kept"))).containsExactly("max-age=60, private");
        assertThat(cacheControl(get("/nowhere"))).containsExactly("no-store");
        assertThat(cacheControl(get("/list?size=x"))).containsExactly("no-store");
        assertThat(cacheControl(get("/list", "Accept", "text/html"))).containsExactly("no-store");
        assertThat(cacheControl(send("POST", "/people"))).containsExactly("no-store");
        assertThat(cacheControl(send("DELETE", "/people/1"))).containsExactly("no-store");
        assertThat(cacheControl(get("/samples/a%2Fb"))).as("refused by the server itself").containsExactly("no-store");
    }

    @Test
    void whoHasItReadsNotModified() throws Exception {
        HttpResponse<String> again = get("/tagged", "If-None-Match", "\"5-abc\"");

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue("\"5-abc\"");
        assertThat(get("/tagged", "If-None-Match", "\"4-abc\"").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsLargeIsCompressedForWhoeverTakesIt() throws Exception {
        HttpResponse<byte[]> large = zipped("/list?size=100");

        assertThat(large.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(large.headers().allValues("Vary")).anyMatch(vary -> vary.toLowerCase(Locale.ROOT).contains("accept-encoding"));
        assertThat(new String(new GZIPInputStream(new ByteArrayInputStream(large.body())).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(get("/list?size=100").body());
        assertThat(get("/list?size=100").headers().firstValue("Content-Length")).hasValue("10301");
        assertThat(zipped("/list?size=1").headers().firstValue("Content-Encoding")).as("small").isEmpty();
        assertThat(zipped("/tagged").headers().firstValue("Content-Encoding")).as("a strong tag names bytes").isEmpty();
        assertThat(zipped("/stream").headers().firstValue("Content-Encoding")).as("events are sent as they come").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/people/1,GET HEAD DELETE OPTIONS", "/list,GET HEAD OPTIONS", "/people,POST OPTIONS"})
    void everyAddressSaysWhatItTakes(String path, String methods) throws Exception {
        HttpResponse<String> options = send("OPTIONS", path);

        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow").orElse("").split(",")).containsExactlyInAnyOrder(methods.split(" "));
        HttpResponse<String> wrong = send("PATCH", path);
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(wrong.headers().firstValue("Allow")).isPresent();
    }

    @Test
    void aHeadHasTheHeadersOfItsGet() throws Exception {
        HttpResponse<String> head = send("HEAD", "/tagged");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).hasValue("\"5-abc\"");
        assertThat(head.headers().firstValue("Content-Length")).isEqualTo(get("/tagged").headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource({"/list?limt=5,limt", "/list?size=1&size=2,size", "/list?limit=1&limit=2,limit", "/list?=1,''", "/people/1?name=Ada,name"})
    void aParameterThatThereIsNotOrThatComesTwiceIsBlamed(String path, String field) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        isProblem(answer, "INVALID");
        if (!field.isEmpty()) {
            assertThat(new JsonMapper().readTree(answer.body()).path("field").asString()).isEqualTo(field);
        }
    }

    @Test
    void whatMayComeSeveralTimesMay() throws Exception {
        assertThat(get("/list?size=2&limit=1&status=a&status=b").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/list?size=%zz", "/list?%", "/list?size=100%", "/list?status=%ff%", "/list?&&&=&=="})
    void aQueryThatCannotBeReadIsRefused(String path) throws Exception {
        int status = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(status).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/people/1", "/nowhere", "/list?size=x", "/samples/a%2Fb", "/v3/api-docs", "/swagger-ui/index.html", "/error"})
    void everyAnswerTellsBrowsersToMakeNothingMoreOfIt(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().allValues("Content-Security-Policy")).singleElement().asString()
                .contains("default-src 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("same-origin");
    }

    @Test
    void underAnotherNameNothingIsAnsweredWhateverIsForwarded() throws Exception {
        assertThat(raw("GET /list HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")).isEqualTo(403);
        assertThat(raw("GET /list HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\nConnection: close\r\n\r\n"))
                .isEqualTo(403);
        assertThat(get("/list", "X-Forwarded-Host", "evil.example").statusCode()).isEqualTo(200);
    }

    @Test
    void anothersFormChangesNothingEvenWhereNoBodyIsRead() throws Exception {
        isProblem(send("DELETE", "/people/1", "Origin", "https://evil.example"), "FORBIDDEN");
        isProblem(send("DELETE", "/people/1", "Sec-Fetch-Site", "cross-site"), "FORBIDDEN");
        isProblem(send("DELETE", "/people/1", "Content-Type", "text/plain"), "UNSUPPORTED_MEDIA_TYPE");
        assertThat(send("DELETE", "/people/1").statusCode()).isLessThan(300);
    }

    @Test
    void pagesOfOtherOriginsMayNothingUnlessNamed() throws Exception {
        assertThat(preflight(ORIGIN).headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(get("/people/1", "Origin", ORIGIN).headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @Nested
    @TestPropertySource(properties = "ordertrail.cors.origins=" + ORIGIN + ",https://desk.example")
    class WithOriginsNamed {

        @LocalServerPort
        private int openPort;

        @Test
        void theirPagesMayCallAndReadOurHeaders() throws Exception {
            port = openPort;

            HttpResponse<String> preflight = preflight(ORIGIN);
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("POST");
            HttpResponse<String> answer = get("/people/1", "Origin", "https://desk.example");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://desk.example");
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse("")).contains("Consistency-Token", "ETag");
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
            isProblem(preflight("https://elsewhere.example"), "FORBIDDEN");
        }
    }

    private HttpResponse<String> preflight(String origin) throws Exception {
        return send("OPTIONS", "/people", "Origin", origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
                "content-type,consistency-token");
    }

    private static void isProblem(HttpResponse<String> answer, String code) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new JsonMapper().readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }

    private static List<String> cacheControl(HttpResponse<?> answer) {
        return answer.headers().allValues("Cache-Control");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private HttpResponse<byte[]> zipped(String path) throws Exception {
        return client.send(request("GET", path, "Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        return client.send(request(method, path, headers), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    /** Java's own client sends nothing that is broken. */
    private int raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("application/problem+json");
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
