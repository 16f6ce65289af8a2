package io.ordertrail.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The kind: the port is open while something of the start is still to be done, here a runner that asks its own node. */
@ExtendWith(OutputCaptureExtension.class)
class StartingTest {

    @Test
    void whileANodeStartsWhatItCouldAnswerIsRefusedAtOnceAndItsHealthCanBeAsked() throws Exception {
        List<HttpResponse<String>> early = new ArrayList<>();
        SpringApplicationBuilder application = new SpringApplicationBuilder(SampleApplication.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(
                        ApplicationRunner.class, () -> arguments -> {
                            for (String path : List.of("/samples/1", "/nothing", "/actuator/health/liveness")) {
                                early.add(get(context, path));
                            }
                        }));
        try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
            assertThat(early).extracting(HttpResponse::statusCode).containsExactly(503, 404, 200);
            assertThat(early.getFirst().headers().firstValue("Retry-After")).isPresent();
            assertThat(early.getFirst().body()).contains("UNAVAILABLE", "starting");

            assertThat(get(context, "/samples/1").statusCode()).isNotEqualTo(503);
            assertThat(get(context, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aNodeIsCalledReadyWhenWhatItPreparesIsDone(CapturedOutput output) {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        SpringApplicationBuilder application = new SpringApplicationBuilder(SampleApplication.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean(Preparation.class, () -> () -> {
                    looks.incrementAndGet();
                    return done.get();
                }));
        try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
            await().until(() -> looks.get() > 2);
            assertThat(context.isActive()).isTrue();
            assertThat(output.getAll()).doesNotContain(" is ready: ");
            done.set(true);
            await().until(() -> output.getAll().contains(" is ready: "));
        }
    }

    private static HttpResponse<String> get(ApplicationContext context, String path) throws Exception {
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).build(), BodyHandlers.ofString());
    }
}
