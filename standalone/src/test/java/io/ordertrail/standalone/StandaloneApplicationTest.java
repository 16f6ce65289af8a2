package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordertrail.platform.processors.FairShare;
import io.ordertrail.standalone.Api.Answer;
import io.ordertrail.views.history.EventHistory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StandaloneApplicationTest {

    private static final String READY = " is ready: ";

    @TempDir
    private Path data;

    /** The kind: what is stored cannot be read for a while, so no view can be built. */
    private final CountDownLatch readable = new CountDownLatch(1);

    @Test
    void itStartsAndIsReadyWhenItsViewsAre(CapturedOutput output) {
        List<String> arguments = new ArrayList<>();
        Stores.environment(data).forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StandaloneApplication.class)
                .initializers(starting -> starting.getBeanFactory().addBeanPostProcessor(new Unreadable()))
                .run(arguments.toArray(String[]::new))) {
            Api api = new Api("http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort());
            if (Stores.areEmbedded()) {
                Answer readiness = api.get("/actuator/health/readiness").expect(503);
                assertThat(readiness.body().at("/components/views/details/building").toString()).contains("order-history", "sales");
                api.get("/actuator/health/liveness").expect(200);
                api.get("/orders").expect(503);
                assertThat(output.getAll()).doesNotContain(READY);
            }
            readable.countDown();

            await().atMost(Duration.ofMinutes(1)).until(() -> output.getAll().contains(READY));
            api.get("/actuator/health/readiness").expect(200);
            api.get("/orders").expect(200);
            assertThat(output.getAll().lines().filter(line -> !line.isBlank()).toList().getLast())
                    .contains(READY, "/swagger-ui.html", "/dashboard");
            assertThat(output.getAll()).doesNotContain("is live, by rebuild");

            assertThat(api.get("/").expect(200).body().at("/resources/~1orders").toString()).isEqualTo("[\"GET\",\"POST\"]");
            assertThat(api.get("/", "Accept", "text/html,*/*;q=0.8").expect(302).header("Location")).contains("/dashboard");
            assertThat(api.get("/views").status()).isEqualTo(200);
            assertThat(context.getBean(Configuration.class).getComponent(FairShare.class)).as("what views are shared out by")
                    .isSameAs(context.getBean(FairShare.class));
        }
    }

    private final class Unreadable implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return !(bean instanceof EventHistory) ? bean
                    : Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {EventHistory.class},
                            (self, method, arguments) -> {
                                readable.await();
                                try {
                                    return method.invoke(bean, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }
    }
}
