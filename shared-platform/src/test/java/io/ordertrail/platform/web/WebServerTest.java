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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What only a real web server shows: errors found before any servlet, bodies of any length, the ready line, the API document. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.tomcat.threads.max=4")
@ExtendWith(OutputCaptureExtension.class)
class WebServerTest {

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {
            "GET /samples/a%00b HTTP/1.1", "GET /samples/a\"b HTTP/1.1", "GET /samples/{a} HTTP/1.1", "GET /samples/a%zz HTTP/1.1",
            "GET /samples/a%2Fb HTTP/1.1", "GET /samples/a%5Cb HTTP/1.1", "GET /samples/../../etc HTTP/1.1", "GET samples HTTP/1.1",
            "GET /samples HTTP/9.9"})
    void whatTheServerItselfCannotReadIsAProblemToo(String requestLine) throws IOException {
        assertThat(raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")).satisfies(WebServerTest::isProblem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: -1", "Content-Length: abc", "Transfer-Encoding: strange", "Bad Header: x", "Host: two"})
    void aBrokenHeaderIsAProblemToo(String header) throws IOException {
        assertThat(raw("POST /samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n"))
                .satisfies(WebServerTest::isProblem);
    }

    @Test
    void tooLongAHeaderIsAProblemToo() throws IOException {
        assertThat(raw("GET /samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"))
                .satisfies(WebServerTest::isProblem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$", ".", "%24ne", "'", "%22", "%0a", "%C3%A4", ";", "%3b", "..%3b"})
    void aStrangeIdIsUnknownOrRefused(String id) throws IOException {
        assertThat(raw("GET /samples/" + id + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .satisfies(WebServerTest::isProblem);
    }

    @Test
    void anIdOfTenKilobytesIsJustUnknown() throws Exception {
        HttpResponse<String> answer = send(get("/samples/" + "%24".repeat(10_000)));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"NOT_FOUND\"");
    }

    @Test
    void aLongBodyIsRefusedWhetherItsLengthIsAnnouncedOrNot() throws Exception {
        byte[] body = ("{\"name\":\"" + "x".repeat(5 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
        for (HttpRequest.BodyPublisher publisher : new HttpRequest.BodyPublisher[] {BodyPublishers.ofByteArray(body),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))}) {
            HttpResponse<String> answer = send(request("/samples").header("Content-Type", "application/json").POST(publisher));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"TOO_LARGE\"");
        }
    }

    @Test
    void aHeadIsAGetWithoutBody() throws Exception {
        HttpResponse<String> found = send(request("/numbered/5").method("HEAD", BodyPublishers.noBody()));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).isEmpty();
        HttpResponse<String> unknown = send(request("/nowhere").method("HEAD", BodyPublishers.noBody()));
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "BREW", "CONNECT"})
    void anUnknownMethodIsRefused(String method) throws IOException {
        String answer = raw(method + " /samples HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).satisfies(WebServerTest::isProblem);
    }

    @Test
    void theReadyLineNamesTheRealPortOnce(CapturedOutput output) throws Exception {
        String url = "http://127.0.0.1:" + port;
        assertThat(output.getAll().lines().filter(line -> line.contains("ready"))).singleElement().asString()
                .contains(url).contains(url + "/swagger-ui.html").doesNotContain("dashboard");
    }

    @Test
    void whoComesToTheDoorIsLedOnAPersonToAPageAndAClientToWhatThereIs() throws Exception {
        HttpResponse<String> page = send(get("/").header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).contains("/swagger-ui.html");

        HttpResponse<String> index = send(get("/"));
        assertThat(index.statusCode()).isEqualTo(200);
        JsonNode known = new JsonMapper().readTree(index.body());
        assertThat(known.at("/resources/~1samples").toString()).contains("\"GET\"", "\"POST\"");
        assertThat(known.path("documentation").asString()).isEqualTo("/swagger-ui.html");
        assertThat(known.has("dashboard")).isFalse();
    }

    @Test
    void theApiDocumentDescribesWhatAllOperationsShare() throws Exception {
        JsonNode document = new JsonMapper().readTree(send(get("/v3/api-docs")).body());
        assertThat(document.at("/info/title").asString()).isEqualTo("Ordertrail");
        assertThat(document.at("/components/schemas/Problem/properties/code/type").asString()).isEqualTo("string");
        assertThat(document.at("/paths/~1samples/get/responses/400/$ref").asString())
                .isEqualTo("#/components/responses/Problem400.INVALID.BAD_TOKEN");
        assertThat(document.at("/components/schemas/Problem/properties/code/enum").valueStream().map(JsonNode::asString))
                .contains("INVALID", "STALE_VERSION", "INTERNAL_ERROR").doesNotContain("PRECONDITION_FAILED", "UNKNOWN_EVENT");
        assertThat(document.at("/paths/~1samples/post/responses/201/headers/Consistency-Token/$ref").asString()).isNotEmpty();
        assertThat(document.at("/paths/~1samples/get/parameters").toString()).contains("#/components/parameters/Consistency-Token");
        assertThat(document.at("/paths/~1samples/post/responses/201/headers/Location/$ref").asString()).isNotEmpty();
        assertThat(document.at("/paths/~1samples~1{id}/get/responses/200/headers/ETag/$ref").asString()).isNotEmpty();
        assertThat(document.at("/paths").has("/error")).isFalse();
    }

    @Test
    void aPageShowsTheApiDocument() throws Exception {
        HttpResponse<String> page = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()
                .send(get("/swagger-ui.html").build(), BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Swagger UI");
        assertThat(send(get("/swagger-ui/swagger-ui-bundle.js")).statusCode()).isEqualTo(200);
    }

    private static void isProblem(String answer) {
        String head = answer.substring(0, Math.max(answer.indexOf("\r\n\r\n"), 0));
        assertThat(head).matches("(?s)HTTP/1.1 (4\\d\\d|50[15]).*").containsIgnoringCase("content-type: application/problem+json");
        String body = answer.substring(head.length() + 4);
        JsonNode problem = new JsonMapper().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
        assertThat(problem.propertyNames()).contains("type", "title", "status", "detail", "code");
        assertThat(body).doesNotContain("Exception").doesNotContain("Tomcat");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
