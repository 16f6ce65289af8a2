package io.ordertrail.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Uninterruptibles;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderRejected;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.Rejection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import io.ordertrail.query.event.EventRenderings;
import io.ordertrail.query.event.FeedEvent;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.HsqlEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** On Axon's embedded event store: over a database, where events become visible out of order, and in memory. */
class EventFeedTest {

    private static final NamedTypeSerializer SERIALIZER = NamedTypeSerializer.forEvents();
    private static final List<ConsistencyToken> NO_TOKENS = List.of();
    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");

    private final List<EmbeddedEventStore> stores = new ArrayList<>();

    @AfterEach
    void closeStores() {
        stores.forEach(EmbeddedEventStore::shutDown);
    }

    @Nested
    class OverADatabase {

        private final JDBCDataSource database = new JDBCDataSource();
        private EmbeddedEventStore store;
        private EventFeed feed;

        @BeforeEach
        void create() throws SQLException {
            database.setUrl("jdbc:hsqldb:mem:" + System.identityHashCode(this));
            try (Connection connection = database.getConnection(); var statement = connection.createStatement()) {
                // Several writers at once, as other databases have them.
                statement.execute("SET DATABASE TRANSACTION CONTROL MVCC");
            }
            engine(database::getConnection, 60_000).createSchema(fromOne());
            store = store(engine(database::getConnection, 60_000));
            feed = feed(store);
        }

        @AfterEach
        void drop() throws SQLException {
            try (Connection connection = database.getConnection(); var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }

        @Test
        void anEmptyStoreIsAnEmptyPageThatLeadsToItself() {
            assertThat(feed.read(0, 100, EventFilter.NONE, NO_TOKENS)).isEqualTo(new FeedEvent.Page(List.of(), 0));
            assertThat(feed.read(7, 100, EventFilter.NONE, NO_TOKENS)).isEqualTo(new FeedEvent.Page(List.of(), 7));
        }

        @Test
        void pagesLeadThroughAllEventsOnceAndInOrder() {
            append(store, 0, 250);

            List<Long> positions = new ArrayList<>();
            FeedEvent.Page page = feed.read(0, 60, EventFilter.NONE, NO_TOKENS);
            while (!page.events().isEmpty()) {
                assertThat(page.next()).isEqualTo(page.events().getLast().position());
                page.events().forEach(event -> positions.add(event.position()));
                page = feed.read(page.next(), 60, EventFilter.NONE, NO_TOKENS);
            }

            assertThat(page.next()).isEqualTo(250);
            assertThat(positions).hasSize(250).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith(250L);
        }

        @Test
        void whatIsAppendedIsReadAtOnce() {
            for (int sequence = 0; sequence < 20; sequence++) {
                append(store, sequence, 1);
                assertThat(feed.read(sequence, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::sequence)
                        .containsExactly((long) sequence);
            }
        }

        @Test
        void readingAgainGivesTheSameBytes() {
            append(store, 0, 5);
            JsonMapper json = new JsonMapper();

            byte[] first = json.writeValueAsBytes(feed.read(1, 3, EventFilter.NONE, NO_TOKENS));
            append(store, 5, 5);

            assertThat(json.writeValueAsBytes(feed(store(engine(database::getConnection, 60_000))).read(1, 3, EventFilter.NONE, NO_TOKENS)))
                    .isEqualTo(first);
        }

        @Test
        void nothingIsShownPastAnEventThatIsJustBeingStored() throws SQLException {
            append(store, 0, 2);
            try (Connection pending = database.getConnection()) {
                pending.setAutoCommit(false);
                append(store(engine(() -> unclosed(pending), 60_000)), "ticket-1", 0, 1);
                append(store, 2, 2);

                assertThat(feed.read(0, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position).containsExactly(1L, 2L);
                assertThat(feed.read(2, 100, EventFilter.NONE, NO_TOKENS)).isEqualTo(new FeedEvent.Page(List.of(), 2));
                pending.commit();
            }

            assertThat(feed.read(2, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position, FeedEvent::aggregateType)
                    .containsExactly(tuple(3L, "Ticket"), tuple(4L, "Order"),
                            tuple(5L, "Order"));
        }

        @Test
        void whatFilledAGapIsShownThoughTheStoreKeepsTheGapInMemory() throws Exception {
            try (Connection pending = database.getConnection(); TrackingEventStream processor = store.openStream(null)) {
                pending.setAutoCommit(false);
                assertThat(processor.hasNextAvailable()).isFalse();
                append(store, 0, 2);
                drain(processor, 2);
                append(store(engine(() -> unclosed(pending), 60_000)), "ticket-1", 0, 1);
                append(store, 2, 2);
                drain(processor, 2);
                pending.commit();

                assertThat(feed.read(2, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position).containsExactly(3L, 4L,
                        5L);
            }
        }

        @Test
        void aGapThatWasGivenUpHoldsNothingBackForEver() throws SQLException {
            append(store, 0, 2);
            try (Connection pending = database.getConnection()) {
                pending.setAutoCommit(false);
                append(store(engine(() -> unclosed(pending), 60_000)), "ticket-1", 0, 1);
                pending.rollback();
            }
            append(store, 2, 2);
            assertThat(feed.read(2, 100, EventFilter.NONE, NO_TOKENS).events()).isEmpty();

            EventFeed impatient = feed(store(engine(database::getConnection, 1)));
            await().untilAsserted(
                    () -> assertThat(impatient.read(2, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position)
                            .containsExactly(4L, 5L));
        }

        @Test
        void aTokenOfAnEventThatIsHeldBackIsNotSatisfied() throws SQLException {
            append(store, 0, 2);
            try (Connection pending = database.getConnection()) {
                pending.setAutoCommit(false);
                append(store(engine(() -> unclosed(pending), 60_000)), "ticket-1", 0, 1);
                append(store, 2, 2);

                assertThat(feed.read(0, 100, EventFilter.NONE, List.of(token(1))).events()).hasSize(2);
                assertThat(feed.read(0, 2, EventFilter.NONE, List.of(token(3))).events()).as("a full page leads on to it").hasSize(2);
                assertThatThrownBy(() -> feed.read(0, 100, EventFilter.NONE, List.of(token(1), token(3)))).isInstanceOf(Refusal.class)
                        .extracting(refusal -> ((Refusal) refusal).code()).isEqualTo(Code.VIEW_BEHIND);
            }
        }

        private static EventTableFactory fromOne() {
            return new HsqlEventTableFactory() {
                @Override
                protected String idColumnType() {
                    return "BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 1)";
                }
            };
        }

        private static JdbcEventStorageEngine engine(ConnectionProvider connections, int gapTimeout) {
            return JdbcEventStorageEngine.builder().connectionProvider(connections).transactionManager(NoTransactionManager.instance())
                    .eventSerializer(SERIALIZER).snapshotSerializer(SERIALIZER).gapTimeout(gapTimeout).build();
        }

        /** The engine closes its connection after each use; here the test ends the transaction. */
        private static Connection unclosed(Connection connection) {
            return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "close", "commit", "setAutoCommit" -> null;
                case "getAutoCommit" -> true;
                default -> method.invoke(connection, arguments);
            });
        }

        private static void drain(TrackingEventStream processor, int events) throws InterruptedException {
            for (int i = 0; i < events; i++) {
                assertThat(processor.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
                processor.nextAvailable();
            }
            assertThat(processor.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
        }
    }

    @Nested
    class InMemory {

        private final EmbeddedEventStore store = store(new InMemoryEvents());
        private final EventFeed feed = feed(store);

        @Test
        void positionsAreCountedFromOne() {
            append(store, 0, 3);

            assertThat(feed.read(0, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position).containsExactly(1L, 2L, 3L);
            assertThat(feed.read(2, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position).containsExactly(3L);
            assertThat(feed.read(3, 100, EventFilter.NONE, NO_TOKENS)).isEqualTo(new FeedEvent.Page(List.of(), 3));
        }

        @Test
        void anEventThatIsStoredIsWaitedForUntilTheStoreHandsItOver() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            AtomicBoolean held = new AtomicBoolean();
            EmbeddedEventStore slow = watched(new InMemoryEvents() {
                @Override
                public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
                    if (mayBlock && held.get()) {
                        Uninterruptibles.awaitUninterruptibly(asked);
                    }
                    return super.readEvents(token, mayBlock);
                }
            }, call -> {
                if (held.get() && call.equals("hasNextAvailable")) {
                    asked.countDown();
                }
            });
            try (TrackingEventStream processor = slow.openStream(null)) {
                assertThat(processor.hasNextAvailable()).isFalse();
                append(slow, 0, 1);
                assertThat(processor.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
                held.set(true);
                append(slow, 1, 1);

                assertThat(feed(slow).read(1, 100, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::position)
                        .containsExactly(2L);
            }
        }

        @Test
        void eventsThatAreNotOursAreLeftOut() {
            append(store, 0, 1);
            store.publish(new GenericDomainEventMessage<>("Other", "other-1", 0, "text"), GenericEventMessage.asEventMessage("free"));
            append(store, 1, 1);

            assertThat(feed.read(0, 2, EventFilter.NONE, NO_TOKENS).events()).extracting(FeedEvent::sequence, FeedEvent::position)
                    .containsExactly(tuple(0L, 1L), tuple(1L, 4L));
        }

        @Test
        void anEventIsShownAsTheApiSays() {
            AccountId account = AccountId.of(new ConsumerId("01KAV9Y0A1B2C3D4E5F6G7H8JK"));
            store.publish(new GenericDomainEventMessage<>("Account", account.toString(), 7,
                    new PaymentAuthorized(account, ORDER, Money.of("61.7", "EUR")), Map.of("traceId", "t", "correlationId", "c")));

            String shown = new JsonMapper().writeValueAsString(feed.read(0, 1, EventFilter.NONE, NO_TOKENS));

            String id = feed.read(0, 1, EventFilter.NONE, NO_TOKENS).events().getFirst().id();
            String time = feed.read(0, 1, EventFilter.NONE, NO_TOKENS).events().getFirst().time().toString();
            assertThat(shown).isEqualTo(("{\"events\":[{\"position\":1,\"id\":\"%s\",\"type\":\"PaymentAuthorized\",\"revision\":\"1\","
                    + "\"aggregateType\":\"Account\",\"aggregateId\":\"01KAV9Y0A1B2C3D4E5F6G7H8JK\",\"sequence\":7,\"time\":\"%s\","
                    + "\"payload\":{\"accountId\":\"01KAV9Y0A1B2C3D4E5F6G7H8JK\",\"orderId\":\"01KAV9Z5N3Q8T6M2X4R7W0Y1BC\","
                    + "\"amount\":{\"amount\":\"61.70\",\"currency\":\"EUR\"}},"
                    + "\"metadata\":{\"correlationId\":\"c\",\"traceId\":\"t\"}}],\"next\":1}").formatted(id, time));
        }

        @Test
        void noStreamStaysOpen() {
            List<String> calls = new ArrayList<>();
            EventStore watched = watched(new InMemoryEvents(), calls::add);
            append(watched, 0, 3);

            feed(watched).read(0, 2, EventFilter.NONE, NO_TOKENS);

            assertThat(calls).endsWith("close").containsOnlyOnce("close");
        }
    }

    /** A store that tells what is asked of its streams, before it is done. */
    private EmbeddedEventStore watched(EventStorageEngine engine, Consumer<String> calls) {
        EmbeddedEventStore store = new EmbeddedEventStore(EmbeddedEventStore.builder().storageEngine(engine)) {
            @Override
            public TrackingEventStream openStream(TrackingToken token) {
                TrackingEventStream stream = super.openStream(token);
                return proxy(TrackingEventStream.class, (proxy, method, arguments) -> {
                    calls.accept(method.getName());
                    return method.invoke(stream, arguments);
                });
            }
        };
        stores.add(store);
        return store;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private EmbeddedEventStore store(EventStorageEngine engine) {
        EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(engine).build();
        stores.add(store);
        return store;
    }

    private static EventFeed feed(EventStore store) {
        return new EventFeed(store, EventRenderings.rendering());
    }

    private static void append(EventStore store, long sequence, int count) {
        append(store, ORDER.toString(), sequence, count);
    }

    private static void append(EventStore store, String aggregate, long sequence, int count) {
        for (int i = 0; i < count; i++) {
            store.publish(new GenericDomainEventMessage<>("Order", aggregate, sequence + i,
                    (sequence + i) % 2 == 0 ? new OrderApproved(ORDER) : new OrderRejected(ORDER, Rejection.CARD_LIMIT)));
        }
    }

    private static ConsistencyToken token(long sequence) {
        return new ConsistencyToken(ORDER.toString(), sequence, "");
    }
}
