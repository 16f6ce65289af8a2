package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.ordertrail.platform.mongo.MongoOutage;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.web.RequestTime;
import io.ordertrail.views.following.Readers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class QueriesTest {

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final Queries queries = queries(Duration.ofSeconds(5));
    private final CountDownLatch end = new CountDownLatch(1);

    private Queries queries(Duration bound) {
        return new Queries(DefaultQueryGateway.builder().queryBus(bus).build(), List.of(), bound);
    }

    record FindName(String id) {
    }

    record FindNobody() {
    }

    class Handler {

        @QueryHandler
        String handle(FindName query) throws InterruptedException {
            return switch (query.id) {
                case "known" -> "Ada";
                case "down" -> throw new MongoTimeoutException("no server");
                case "hangs" -> {
                    end.await();
                    yield "late";
                }
                case "broken" -> throw new IllegalStateException("a bug");
                default -> throw Refusal.ofField(Code.NOT_FOUND, "/id", "There is no such name");
            };
        }
    }

    @BeforeEach
    void handle() {
        bus.registerHandlerInterceptor(new RefusalInterceptor(List.of(new MongoOutage()), new Readers()));
        new AnnotationQueryHandlerAdapter<>(new Handler()).subscribe(bus);
    }

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void anAnswerComesAsItIs() {
        assertThat(queries.ask(new FindName("known"), String.class)).isEqualTo("Ada");
        assertThat(queries.askOptional(new FindName("known"), String.class)).contains("Ada");
    }

    @Test
    void aRefusalComesAsTheHandlerSaidIt() {
        Refusal.Reason said = new Refusal.Reason(Code.NOT_FOUND, "There is no such name", "/id", null);
        assertThatThrownBy(() -> queries.ask(new FindName("?"), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(said));
        assertThatThrownBy(() -> queries.askOptional(new FindName("?"), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(said));
    }

    @Test
    void aStoreThatIsAwayIsARefusal() {
        assertThatThrownBy(() -> queries.ask(new FindName("down"), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void aQueryThatNobodyHandlesIsARefusal() {
        assertThatThrownBy(() -> queries.ask(new FindNobody(), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void aBugStaysABug() {
        assertThatThrownBy(() -> queries.ask(new FindName("broken"), String.class)).isInstanceOf(IllegalStateException.class);
    }

    /** The kind: a handler in the same process holds its caller, whatever time-out stands on its answer. */
    @Test
    void aHandlerThatHangsIsNotWaitedForLongerThanTheBound() {
        Queries impatient = queries(Duration.ofMillis(50));
        assertThatThrownBy(() -> impatient.ask(new FindName("hangs"), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    void allThatOneRequestAsksKeepsOneBound() throws Exception {
        Queries impatient = queries(Duration.ofMillis(200));
        new RequestTime().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), (request, response) -> {
            assertThatThrownBy(() -> impatient.ask(new FindName("hangs"), String.class)).isInstanceOf(Refusal.class);
            assertThat(RequestTime.left(Duration.ofMillis(200))).isLessThan(Duration.ofMillis(20));
            assertThat(RequestTime.left(Duration.ofHours(1))).isPositive().isLessThan(Duration.ofHours(1));
        });
        assertThat(RequestTime.left(Duration.ofMillis(200))).as("on a thread that answers no request").isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void tooManyWithoutAnAnswerAreRefusedAtOnce() throws Exception {
        Queries impatient = queries(Duration.ofMillis(1));
        for (int i = 0; i < Queries.MOST; i++) {
            assertThatThrownBy(() -> impatient.ask(new FindName("hangs"), String.class)).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> impatient.ask(new FindName("known"), String.class))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.OVERLOADED));
    }
}
