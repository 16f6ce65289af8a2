package io.ordertrail.platform.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls end, whatever the other does. */
class OutboundHttpTest {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** Many times the time-out. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutboundHttp http = new OutboundHttp(new Supervisor(new SimpleMeterRegistry()), TIMEOUT, true);
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private ServerSocket server;

    private interface Manner {

        void answer(Socket caller, OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        over.countDown();
        server.close();
        http.close();
    }

    private URI serve(Manner manner) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket caller = server.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
                    StringBuilder head = new StringBuilder();
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        head.append(line).append('\n');
                    }
                    requests.add(head.toString());
                    manner.answer(caller, caller.getOutputStream());
                } catch (IOException | InterruptedException e) {
                    // The caller has had enough, as it should.
                }
            }
        });
        return URI.create("http://localhost:%d/events".formatted(server.getLocalPort()));
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private int post(URI url) {
        return assertTimeoutPreemptively(PATIENCE, () -> http.post(url, Map.of("Ordertrail-Event-Id", "5f0c"), BODY));
    }

    private void assertNoAnswer(URI url) {
        assertTimeoutPreemptively(PATIENCE, () -> assertThatThrownBy(() -> http.post(url, Map.of(), BODY)).isInstanceOf(IOException.class));
    }

    @Test
    void aCallNamesItsHostAndTellsTheStatus() {
        URI url = serve((caller, out) -> write(out, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));

        assertThat(post(url)).isEqualTo(202);
        assertThat(requests.peek()).startsWith("POST /events HTTP/1.1").contains("Host: localhost:" + url.getPort())
                .contains("Content-Type: application/json").contains("Ordertrail-Event-Id: 5f0c").doesNotContain("Upgrade");
    }

    /** A reset would be an error on the other side, and may take the answer with it. */
    @ParameterizedTest
    @ValueSource(strings = {"204 No Content\r\n\r\n", "200 OK\r\nContent-Length: 2\r\n\r\nok",
            "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"})
    void whoHasAnsweredSeesTheConnectionEndAsUsual(String answer) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        URI url = serve((caller, out) -> {
            write(out, "HTTP/1.1 " + answer);
            try {
                end.complete(caller.getInputStream().read());
            } catch (IOException reset) {
                end.completeExceptionally(reset);
            }
        });

        assertThat(post(url)).isBetween(200, 204);
        assertThat(end).succeedsWithin(PATIENCE).isEqualTo(-1);
        assertThat(requests.peek()).contains("Connection: close");
        assertThat(post(url)).isBetween(200, 204);
        assertThat(requests).as("each call has a connection of its own").hasSize(2);
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        URI url =
                serve((caller, out) -> write(out, "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        assertThat(post(url)).isEqualTo(307);
        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerWithoutEndCountsByItsHead() {
        URI url = serve((caller, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                write(out, "5\r\nxxxxx\r\n");
            }
        });

        assertThat(post(url)).isEqualTo(200);
    }

    @Test
    void anAnswerThatIsCutOffWithinItsBodyCountsByItsHead() {
        assertThat(post(serve((caller, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nx")))).isEqualTo(200);
    }

    @Test
    void whoAnswersTwiceHasAnsweredOnce() {
        String answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

        assertThat(post(serve((caller, out) -> write(out, answer + answer.replace("503", "200"))))).isEqualTo(503);
        assertThat(requests).hasSize(1);
    }

    @Test
    void whoSaysNothingIsLeft() {
        assertNoAnswer(serve((caller, out) -> over.await()));
    }

    /** Each of its bytes comes well within any time-out of a socket. */
    @Test
    void whoAnswersByteByByteIsLeft() {
        assertNoAnswer(serve((caller, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                write(out, "x");
            }
        }));
    }

    @Test
    void whoOnlySaysToWaitIsLeft() {
        assertNoAnswer(serve((caller, out) -> {
            while (!over.await(10, TimeUnit.MILLISECONDS)) {
                write(out, "HTTP/1.1 102 Processing\r\n\r\n");
            }
        }));
    }

    @Test
    void whoClosesEarlyHasNotAnswered() {
        assertNoAnswer(serve((caller, out) -> caller.close()));
        assertThat(requests).as("nothing is tried twice by itself").hasSize(1);
    }

    @Test
    void whoSpeaksAnotherLanguageHasNotAnswered() {
        assertNoAnswer(serve((caller, out) -> write(out, "220 mail.example ESMTP\r\n".repeat(100))));
    }

    @Test
    void headersWithoutEndAreNotRead() {
        assertNoAnswer(serve((caller, out) -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(out, "X-More: x\r\n");
            }
        }));
    }

    @Test
    void aBodyThatNobodyReadsIsGivenUp() {
        byte[] large = new byte[32 << 20];
        URI url = serve((caller, out) -> over.await());

        assertTimeoutPreemptively(PATIENCE,
                () -> assertThatThrownBy(() -> http.post(url, Map.of(), large)).isInstanceOf(IOException.class));
    }

    @Test
    void aNameThatStandsForThisMachineIsNotConnectedTo() throws IOException {
        try (OutboundHttp careful = new OutboundHttp(new Supervisor(new SimpleMeterRegistry()), TIMEOUT, false)) {
            URI url = serve((caller, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
            for (URI here : new URI[] {url, URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort()))}) {
                assertThatThrownBy(() -> careful.post(here, Map.of(), BODY)).isInstanceOf(IOException.class)
                        .hasMessageContaining("not public");
            }
        }
        assertThat(requests).isEmpty();
    }
}
