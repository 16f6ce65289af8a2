package io.ordertrail.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

class LiveTest {

    private final AtomicReference<Supplier<Page>> page = new AtomicReference<>(() -> page("1", "buttons"));
    private final Live live = new Live(new Supervisor(new SimpleMeterRegistry()));
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Stream()).build();

    @RestController
    class Stream {

        @GetMapping("/live")
        SseEmitter live(@RequestParam String seen) {
            return live.stream(() -> page.get().get(), seen);
        }
    }

    @BeforeEach
    void start() {
        live.start();
    }

    @AfterEach
    void stop() {
        live.stop();
    }

    @Test
    void whatTheLookerHasSeenIsNotSentAgain() throws Exception {
        MvcResult stream = look(page("1", "buttons").seen());
        page.set(() -> page("2", "buttons"));
        await().until(() -> sent(stream).contains("event:numbers\ndata:2"));
        assertThat(sent(stream)).doesNotContain("buttons", "data:1");
    }

    @Test
    void whoComesBackWithSomethingOldGetsWhatHasChanged() throws Exception {
        MvcResult stream = look(page("0", "buttons").seen());
        await().until(() -> sent(stream).contains("event:numbers\ndata:1"));
        assertThat(sent(stream)).doesNotContain("buttons");
    }

    @Test
    void aStoreThatIsAwayForAMomentEndsNothing() throws Exception {
        MvcResult stream = look(page("1", "buttons").seen());
        page.set(() -> {
            page.set(() -> page("3", "buttons"));
            throw new IllegalStateException("away");
        });
        await().until(() -> sent(stream).contains("data:3"));
    }

    @Test
    void whomAnErrorHasSentAwayMayComeBack() throws Exception {
        page.set(() -> {
            page.set(() -> page("3", "buttons"));
            throw new NoClassDefFoundError("Curve");
        });
        look(page("1", "buttons").seen()).getAsyncResult(5_000);

        MvcResult again = look(page("1", "buttons").seen());

        await().until(() -> sent(again).contains("data:3"));
    }

    @Test
    void aServerThatStopsLetsAllGo() throws Exception {
        MvcResult stream = look("");
        await().until(() -> sent(stream).contains("buttons"));
        live.stop();
        stream.getAsyncResult(5_000);
        assertThat(live.isRunning()).isFalse();
    }

    private MvcResult look(String seen) throws Exception {
        return http.perform(MockMvcRequestBuilders.get("/live").param("seen", seen)).andReturn();
    }

    private static String sent(MvcResult stream) throws Exception {
        return stream.getResponse().getContentAsString();
    }

    private static Page page(String numbers, String buttons) {
        return new Page().with("numbers", numbers).with("actions", buttons);
    }
}
