package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.history.History;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.tracing.NoOpSpanFactory;
import org.axonframework.tracing.Span;
import org.axonframework.tracing.SpanFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is told of following: counts, spans and lines. */
@StoreTest
class FollowerTellsTest {

    private static final OrderId ONE = new OrderId("1");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Follower<Tally> follower;

    @BeforeEach
    void store(MongoDatabase database) {
        follower = new Follower<>(new Tally.Projection(),
                new ViewStore(database, new Membership(database, "here")).documents(new Tally.Projection(), 1),
                new FollowerMeters(registry, "tally"), events -> {
                });
    }

    private static EventMessage<?> in(String trace, EventMessage<?> event) {
        return event.andMetaData(Map.of("traceparent", trace));
    }

    @Test
    void batchesAndDuplicatesAreCounted() {
        History history = History.of(new OrderApproved(ONE), new OrderApproved(new OrderId("2")));
        follower.follow(history.messages());
        assertThat(registry.get("ordertrail.view.duplicates").tag("view", "tally").counter().count()).isZero();
        history.then(new OrderApproved(ONE));
        follower.follow(history.messages());
        assertThat(registry.get("ordertrail.view.duplicates").counter().count()).isEqualTo(2);
        assertThat(registry.get("ordertrail.view.batch").summary().totalAmount()).isEqualTo(5);
        assertThat(registry.get("ordertrail.view.fold").timer().count()).isEqualTo(2);
    }

    @Test
    void theLineAboutAParkedDocumentNamesTheOrderAndTheTraceOfTheEvent() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>() {

            @Override
            protected void append(ILoggingEvent line) {
                // What is named on it is looked at when it is first asked for, which must be now.
                line.prepareForDeferredProcessing();
                super.append(line);
            }
        };
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Follower.class);
        Level usual = logger.getLevel();
        logger.setLevel(Level.ERROR);
        logger.setAdditive(false);
        logger.addAppender(lines);
        try {
            follower.follow(
                    List.of(in("00-%s-b7ad6b7169203331-01".formatted(TRACE), History.of(new OrderNotDelivered(ONE)).messages().get(0))));
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(usual);
            logger.setAdditive(true);
        }
        assertThat(lines.list).singleElement().satisfies(line -> assertThat(line.getMDCPropertyMap()).containsEntry("orderId", "1")
                .containsEntry("traceId", TRACE));
    }

    @Test
    void aBatchIsSeenOnceInEachSampledTraceOfItsRecentEvents() {
        List<EventMessage<?>> parents = new ArrayList<>();
        SpanFactory spans = new SpansNoted(parents);
        List<? extends EventMessage<?>> stored = History.of(new OrderApproved(ONE), new OrderApproved(ONE), new OrderApproved(ONE),
                new OrderApproved(ONE), new OrderApproved(ONE)).messages();
        EventMessage<?> first = in("00-%s-b7ad6b7169203331-01".formatted(TRACE), stored.get(1));
        EventMessage<?> again = in("00-%s-b7ad6b7169203332-01".formatted(TRACE), stored.get(2));
        EventMessage<?> unsampled = in("00-1%s-b7ad6b7169203333-00".formatted(TRACE.substring(1)), stored.get(3));
        EventMessage<?> garbled = in("what?", stored.get(4));
        Clock now = Clock.fixed(History.BEGIN.plus(Duration.ofMinutes(2)).plusMillis(500), ZoneOffset.UTC);

        EventMessage<?> old = in("00-2%s-b7ad6b7169203334-01".formatted(TRACE.substring(1)), stored.get(0));
        new BatchSpans("tally", spans, now).around(List.of(old, first, again, unsampled, garbled), () -> {
        });
        assertThat(parents).containsExactly(first);
    }

    private record SpansNoted(List<EventMessage<?>> parents) implements SpanFactory {

        @Override
        public Span createHandlerSpan(Supplier<String> name, Message<?> parent, boolean isChild, Message<?>... linked) {
            parents.add((EventMessage<?>) parent);
            return NoOpSpanFactory.NoOpSpan.INSTANCE;
        }

        @Override
        public Span createRootTrace(Supplier<String> name) {
            return NoOpSpanFactory.NoOpSpan.INSTANCE;
        }

        @Override
        public Span createDispatchSpan(Supplier<String> name, Message<?> parent, Message<?>... linked) {
            return NoOpSpanFactory.NoOpSpan.INSTANCE;
        }

        @Override
        public Span createInternalSpan(Supplier<String> name) {
            return NoOpSpanFactory.NoOpSpan.INSTANCE;
        }

        @Override
        public Span createInternalSpan(Supplier<String> name, Message<?> message) {
            return NoOpSpanFactory.NoOpSpan.INSTANCE;
        }

        @Override
        public void registerSpanAttributeProvider(org.axonframework.tracing.SpanAttributesProvider provider) {
            // none
        }

        @Override
        public <M extends Message<?>> M propagateContext(M message) {
            return message;
        }
    }
}
