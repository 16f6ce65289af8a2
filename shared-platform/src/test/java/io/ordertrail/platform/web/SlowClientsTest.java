package io.ordertrail.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A web server with four threads, and clients that would hold all of them. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "server.tomcat.threads.max=4")
class SlowClientsTest {

    private static final String BODY = "{\"name\":\"A\"}";
    private static final String POST = "POST /samples HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void thoseWhoSendTheirHeadersBitByBitHoldNobodyUp() throws Exception {
        many(100, "GET /numbered/5 HTTP/1.1\r\nHost: local");
        more("h");
        othersNoticeNothing();
        more("ost\r\n\r\n");
        assertThat(statusOf(slow.getLast())).isEqualTo(200);
    }

    @Test
    void aThousandWhoSendTheirBodiesBitByBitHoldNobodyUp() throws Exception {
        many(1_000, POST + "Content-Length: 12\r\n\r\n");
        for (int i = 0; i < BODY.length() - 1; i++) {
            if (i % 6 == 0) {
                othersNoticeNothing();
            }
            more(BODY.substring(i, i + 1));
        }
        more(BODY.substring(BODY.length() - 1));
        assertThat(statusOf(slow.getFirst())).isEqualTo(200);
        assertThat(statusOf(slow.getLast())).isEqualTo(200);
    }

    @Test
    void thoseWhoseRequestsAreRefusedAndWhoGoOnSendingHoldNobodyUp() throws Exception {
        many(100, "POST /samples HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n{");
        more("{");
        othersNoticeNothing();
        more("}");
        assertThat(statusOf(slow.getLast())).isEqualTo(403);
    }

    @Test
    void whoeverIsRefusedBeforeTheirBodyHasComeKeepsTheConnection() throws Exception {
        Socket socket = connect();
        for (int i = 0; i < 90; i++) {
            write(socket, "POST /samples HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n");
            write(socket, "{}");
            assertThat(statusOf(socket)).isEqualTo(403);
        }
        write(socket, POST + "Content-Length: 12\r\n\r\n" + BODY);
        assertThat(statusOf(socket)).isEqualTo(200);
    }

    /** Each asks for more than a connection takes by itself. */
    @Test
    void thoseWhoNeverReadTheirAnswersHoldNobodyUp() throws Exception {
        many(20, "GET /large/12000000 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        othersNoticeNothing();
    }

    @Test
    void anAnswerThatIsReadSlowlyComesWhole() throws Exception {
        Socket reader = connect();
        write(reader, "GET /large/12000000 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        othersNoticeNothing();
        InputStream answer = reader.getInputStream();
        long got = 0;
        for (byte[] chunk = new byte[100_000]; got >= 0;) {
            int next = answer.read(chunk);
            if (next < 0) {
                break;
            }
            got += next;
        }
        assertThat(got).isGreaterThan(12_000_000);
    }

    @Test
    void aBodyIsTheSameHoweverItComes() throws Exception {
        Socket chunked = connect();
        write(chunked, POST + "Transfer-Encoding: chunked\r\n\r\n");
        write(chunked, "5\r\n" + BODY.substring(0, 5) + "\r\n");
        write(chunked, "7\r\n" + BODY.substring(5) + "\r\n0\r\n\r\n");
        assertThat(statusOf(chunked)).isEqualTo(200);
        write(chunked, POST + "Content-Length: 12\r\n\r\n" + BODY + POST + "Content-Length: 12\r\n\r\n" + BODY);
        assertThat(List.of(statusOf(chunked), statusOf(chunked))).as("one after the other").containsOnly(200);
    }

    @Test
    void aFormsFieldsAreParametersBesideThoseOfTheQuery() throws Exception {
        for (String body : List.of("field=b+c&field=%C3%A4", "field=" + "b".repeat(50_000))) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/forms?field=a".formatted(port)))
                            .header("Content-Type", "application/x-www-form-urlencoded").header("Sec-Fetch-Site", "same-origin")
                            .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(body.startsWith("field=b+c") ? "a|b c|\u00e4" : "a|" + "b".repeat(50_000));
        }
    }

    private void othersNoticeNothing() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(20));
        assertThat(client.send(request.uri(URI.create("http://127.0.0.1:%d/numbered/5".formatted(port))).GET().build(),
                BodyHandlers.ofString()).body()).isEqualTo("5");
        assertThat(client.send(request.uri(URI.create("http://127.0.0.1:%d/samples".formatted(port)))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(BODY)).build(), BodyHandlers.ofString())
                .statusCode())
                .isEqualTo(200);
    }

    private void many(int count, String beginning) throws IOException {
        for (int i = 0; i < count; i++) {
            slow.add(connect());
        }
        more(beginning);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    private void more(String text) throws IOException {
        for (Socket socket : slow) {
            write(socket, text);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one answer, which says how long it is. */
    private static int statusOf(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as(head.toString()).isNotNegative();
            head.append((char) next);
        }
        String length = head.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .findFirst().orElseThrow(() -> new AssertionError(head));
        in.readNBytes(Integer.parseInt(length.substring(length.indexOf(':') + 1).strip()));
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }
}
