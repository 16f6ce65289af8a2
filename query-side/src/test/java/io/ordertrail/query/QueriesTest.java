package io.ordertrail.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoTimeoutException;
import io.ordertrail.platform.mongo.MongoOutage;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.query.view.Readers;
import java.util.List;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueriesTest {

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final Queries queries = new Queries(DefaultQueryGateway.builder().queryBus(bus).build(), List.of());

    record FindName(String id) {
    }

    record FindNobody() {
    }

    static class Handler {

        @QueryHandler
        String handle(FindName query) {
            return switch (query.id) {
                case "known" -> "Ada";
                case "down" -> throw new MongoTimeoutException("no server");
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
}
