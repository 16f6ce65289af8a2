package io.ordertrail.command.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.NewWork;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

class AdmissionTest {

    private final AtomicReference<Duration> load = new AtomicReference<>(Duration.ZERO);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Admission door = new Admission(load::get, Duration.ofSeconds(1), 2, registry);
    private final Sample controller = new Sample();
    private final MockMvc http = MockMvcBuilders.standaloneSetup(controller).addInterceptors(door).build();

    @RestController
    static class Sample {

        private final CountDownLatch arrived = new CountDownLatch(2);
        private final CountDownLatch end = new CountDownLatch(1);

        @NewWork
        @PostMapping("/new")
        String begin() {
            return "begun";
        }

        @PostMapping("/next-step")
        String goOn() {
            return "gone on";
        }

        @PostMapping("/fail")
        String fail() {
            throw new IllegalStateException("broken");
        }

        @PostMapping("/slow")
        String slow() throws InterruptedException {
            arrived.countDown();
            end.await();
            return "slow";
        }
    }

    @Test
    void whileTheProcessesFollowEverythingIsTakenIn() throws Exception {
        load.set(Duration.ofSeconds(1));
        assertThat(post("/new")).isEqualTo("begun");
        assertThat(post("/next-step")).isEqualTo("gone on");
    }

    @Test
    void whileTheyDoNotOnlyWhatGoesOnWithSomethingAccepted() throws Exception {
        load.set(Duration.ofMillis(1_001));
        refused("/new");
        assertThat(post("/next-step")).isEqualTo("gone on");
        load.set(Duration.ZERO);
        assertThat(post("/new")).isEqualTo("begun");
        assertThat(registry.get("ordertrail.requests.shed").tag("reason", "processes").counter().count()).isEqualTo(1);
    }

    @Test
    void noMoreAreAnsweredAtOnceThanMayBe() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> one = threads.submit(() -> post("/slow"));
            Future<String> two = threads.submit(() -> post("/slow"));
            controller.arrived.await();
            assertThat(registry.get("ordertrail.requests.room").gauge().value()).isZero();

            refused("/next-step");

            controller.end.countDown();
            assertThat(one.get()).isEqualTo(two.get());
        }
        assertThat(post("/next-step")).isEqualTo("gone on");
        assertThat(registry.get("ordertrail.requests.shed").tag("reason", "requests").counter().count()).isEqualTo(1);
    }

    @Test
    void whatFailsLeavesItsPlace() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> post("/fail")).isInstanceOf(ServletException.class);
        }
        assertThat(registry.get("ordertrail.requests.room").gauge().value()).isEqualTo(2);
    }

    /** Queries, pages, health, and what operators do with views are answered by others than the command side's controllers. */
    @Test
    void whatIsNotTheCommandSidesPasses() throws Exception {
        load.set(Duration.ofDays(1));
        MockMvc others =
                MockMvcBuilders.routerFunctions(RouterFunctions.route().POST("/views", request -> ServerResponse.ok().build()).build())
                        .addInterceptors(door).build();
        assertThat(others.perform(MockMvcRequestBuilders.post("/views")).andReturn().getResponse().getStatus())
                .isEqualTo(MockHttpServletResponse.SC_OK);
    }

    private String post(String path) throws Exception {
        return http.perform(MockMvcRequestBuilders.post(path)).andReturn().getResponse().getContentAsString();
    }

    private void refused(String path) {
        assertThatThrownBy(() -> post(path)).hasCauseInstanceOf(Refusal.class)
                .satisfies(failure -> assertThat(((Refusal) failure.getCause()).code()).isEqualTo(Code.OVERLOADED));
    }
}
