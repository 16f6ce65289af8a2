package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.history.History;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.state.RebuildRecords;
import io.ordertrail.views.state.ViewStates;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class FollowingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OrderId ONE = new OrderId("1");

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final History history = new History();
    private final List<Node> nodes = new ArrayList<>();
    private MongoDatabase database;

    private record Node(Configuration configuration, Views views, Membership membership) {

        void stop() {
            configuration.shutdown();
            membership.close();
        }
    }

    @BeforeEach
    void store(MongoDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::stop);
    }

    @Test
    void aViewFollowsWhatIsStored() {
        Node node = start(new Tally.Projection());
        store(new OrderApproved(ONE));
        awaitSeen(node, ONE, 0);
        store(new OrderCancelled(ONE), new TicketPreparationStarted(TicketId.of(ONE), ONE));
        awaitSeen(node, ONE, 1);
        await().atMost(PATIENCE).until(() -> node.views.live(new Tally.Projection()).find("1").orElseThrow().entry().ticketEvents() == 1);
    }

    @Test
    void queriesAreRefusedUntilTheViewHasReachedWhatWasStoredAtStart() {
        store(new OrderApproved(ONE));
        CountDownLatch hold = new CountDownLatch(1);
        Tally.Projection held = new Tally.Projection(event -> await().atMost(PATIENCE).until(() -> hold.getCount() == 0));
        Node node = start(held);
        assertThatThrownBy(() -> node.views.live(held)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE));
        hold.countDown();
        awaitReady(node);
        assertThat(node.views.live(held).find("1")).isPresent();
    }

    @Test
    void anEmptyStoreMakesAnEmptyView() {
        Node node = start(new Tally.Projection());
        awaitReady(node);
        assertThat(node.views.live(new Tally.Projection()).find("1")).isEmpty();
    }

    @Test
    void aTokenWhoseEventIsNotThereYetIsRefused() {
        Node node = start(new Tally.Projection());
        store(new OrderApproved(ONE));
        awaitSeen(node, ONE, 0);
        Generation<Tally> live = node.views.live(new Tally.Projection());
        live.requireSeen(List.of(new ConsistencyToken("order-1", 0, ""), new ConsistencyToken("courier-9", 7, "1")));
        assertThatThrownBy(() -> live.requireSeen(List.of(new ConsistencyToken("order-1", 1, ""))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
        assertThatThrownBy(() -> live.requireSeen(List.of(new ConsistencyToken("account-9", 0, "1"))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
        assertThatThrownBy(() -> live.requireSeen(List.of(new ConsistencyToken("order-1.$\0", 1, ""))))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.BAD_TOKEN));
    }

    @Test
    void aRestartGoesOnFromTheTokenBesideTheView() {
        Node first = start(new Tally.Projection());
        storeManyOrders();
        awaitCaughtUp(first);
        first.stop();
        assertThat(tokens()).hasSize(4).allSatisfy(token -> assertThat(token.getString("token")).contains("globalIndex"));
        Map<String, Stored<Tally>> before = documents();

        List<String> folded = new ArrayList<>();
        store(new OrderApproved(new OrderId("late")));
        Node second = start(new Tally.Projection(event -> folded.add(event.aggregate())));
        awaitSeen(second, new OrderId("late"), 0);
        assertThat(folded).containsExactly("order-late");
        assertThat(documents()).containsAllEntriesOf(before);
    }

    @Test
    void aViewWrittenWhoseTokenWasLostStaysAsItIs() {
        Node first = start(new Tally.Projection());
        storeManyOrders();
        awaitCaughtUp(first);
        first.stop();
        Map<String, Stored<Tally>> before = documents();
        database.getCollection("tally.1.tokens").drop();

        Node second = start(new Tally.Projection());
        awaitCaughtUp(second);
        assertThat(documents()).isEqualTo(before);
    }

    /** Both call themselves by the same name, so that neither is kept from any segment: the worst that a stolen claim can do. */
    @Test
    void twoWritersOnTheSameSegmentsLoseNothing() {
        Node one = start(new Tally.Projection());
        Node other = start(new Tally.Projection());
        storeManyOrders();
        awaitCaughtUp(one);
        awaitCaughtUp(other);
        assertThat(documents().values()).map(Stored::entry).containsExactlyInAnyOrderElementsOf(folded());
    }

    @Test
    void aPoisonEventHoldsUpNobodyElse() {
        Node node = start(new Tally.Projection());
        store(new OrderNotDelivered(ONE));
        storeManyOrders();
        awaitCaughtUp(node);
        assertThat(node.views.status("tally").orElseThrow().parked()).isEqualTo(1);
        assertThat(documents()).hasSize(101);
    }

    @Test
    void theStatusTellsHowFarEachSegmentIs() {
        Node node = start(new Tally.Projection());
        storeManyOrders();
        awaitCaughtUp(node);
        await().until(() -> node.views.status("tally").orElseThrow().state() == ViewStatus.State.FOLLOWING);
        ViewStatus status = node.views.status("tally").orElseThrow();
        long head = history.messages().size();
        assertThat(node.views.status()).hasSize(1);
        assertThat(status.segments()).extracting(SegmentStatus::id).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(status.segments()).allSatisfy(segment -> assertThat(segment)
                .isEqualTo(new SegmentStatus(segment.id(), new ViewStore(database, new Membership(database, "here")).node(), head, true,
                        null)));
        assertThat(status).usingRecursiveComparison().ignoringFields("segments")
                .isEqualTo(new ViewStatus("tally", "tally", 1, head, 0, 0, List.of(), 0, null, ViewStatus.State.FOLLOWING));
        assertThat(node.views.status("$where")).isEmpty();
    }

    @Test
    void theStatusTellsTheLag() {
        CountDownLatch hold = new CountDownLatch(1);
        Node node = start(new Tally.Projection(event -> await().atMost(PATIENCE).until(() -> hold.getCount() == 0)));
        awaitReady(node);
        store(new OrderApproved(ONE));
        await().atMost(PATIENCE).untilAsserted(() -> {
            ViewStatus status = node.views.status("tally").orElseThrow();
            assertThat(status.lagEvents()).isEqualTo(1);
            assertThat(status.lagSeconds()).isEqualTo(Duration.ofDays(1).toSeconds());
        });
        hold.countDown();
        awaitCaughtUp(node);
    }

    @Test
    void anErrorLeavesNoSegmentStanding() {
        AtomicBoolean keyed = new AtomicBoolean();
        AtomicBoolean folded = new AtomicBoolean();
        Node node = start(Tallies.faulty(() -> throwOnce("view-coordinators", keyed), () -> throwOnce("view-workers", folded)));
        store(new OrderApproved(ONE));
        awaitSeen(node, ONE, 0);
        assertThat(keyed).isTrue();
        assertThat(folded).isTrue();
    }

    private static void throwOnce(String thread, AtomicBoolean thrown) {
        if (Thread.currentThread().getName().startsWith(thread) && !thrown.getAndSet(true)) {
            throw new NoClassDefFoundError("Folding");
        }
    }

    @Test
    void aStoreThatTakesNothingIsShownAsTheSegmentsError() {
        Node node = start(new Tally.Projection());
        awaitReady(node);
        database.getCollection("tally.1").insertOne(new Document("_id", "another").append("d", new Document("id", "1")));
        database.getCollection("tally.1").createIndex(new Document("d.id", 1), new IndexOptions().unique(true));
        store(new OrderApproved(ONE));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(node.views.status("tally").orElseThrow().segments())
                .filteredOn(segment -> segment.error() != null).singleElement()
                .satisfies(segment -> assertThat(segment.caughtUp()).isFalse()));
        database.getCollection("tally.1").deleteOne(new Document("_id", "another"));
        awaitCaughtUp(node);
        assertThat(node.views.status("tally").orElseThrow().segments()).allSatisfy(segment -> assertThat(segment.error()).isNull());
    }

    /** Whatever is wanted of a view while its node starts, the node comes up: as Axon has it, what is being stopped cannot be started. */
    @Test
    void aNodeStartsWhoseViewIsPausedMeanwhile() {
        CompletableFuture<Void> paused = new CompletableFuture<>();
        List<Thread> pausing = new CopyOnWriteArrayList<>();
        Views views = new Views();
        Node node = start(new Tally.Projection(), views, () -> {
            if (pausing.isEmpty()) {
                View<?> view = views.view("tally").orElseThrow();
                pausing.add(Thread.ofPlatform().start(() -> view.pauseAsync().thenRun(() -> paused.complete(null))));
                await().atMost(PATIENCE).until(() -> paused.isDone() || pausing.getFirst().getState() == Thread.State.BLOCKED);
            }
        });
        await().atMost(PATIENCE).until(paused::isDone);

        View<?> view = views.view("tally").orElseThrow();
        view.pause();
        store(new OrderApproved(ONE));
        assertThat(view.running()).isFalse();
        view.start();
        awaitSeen(node, ONE, 0);
    }

    @Test
    void whatHasNotBegunCanBeEnded() {
        View<?> view = start(new Tally.Projection()).views.view("tally").orElseThrow();
        new Readiness("tally", () -> 0, () -> 0, () -> false, new Supervisor(new SimpleMeterRegistry())).stop();
        view.pause();
        view.pause();
        view.start();
        assertThat(view.running()).isTrue();
    }

    /** Or nodes that start again while one view is paused would serve none. */
    @Test
    void aPausedViewIsAsReadyAsItCanBe() {
        AtomicBoolean paused = new AtomicBoolean();
        Readiness readiness = new Readiness("tally", () -> 3, () -> 5, paused::get, new Supervisor(new SimpleMeterRegistry()));
        readiness.watch();
        assertThat(readiness.ready()).isFalse();
        paused.set(true);
        await().atMost(PATIENCE).until(readiness::ready);
    }

    private Node start(Projection<Tally> projection) {
        return start(projection, new Views(), () -> {
        });
    }

    /** @param asked is run when somebody asks the store for its head */
    private Node start(Projection<Tally> projection, Views views, Runnable asked) {
        database.getCollection("views").updateOne(new Document("_id", "tally"),
                new Document("$setOnInsert", new Document("live", 1).append("version", 1).append("last", 1)),
                new UpdateOptions().upsert(true));
        Membership membership = new Membership(database, "here");
        ViewStore store = new ViewStore(database, membership);
        ViewStates states = new ViewStates(database, new RebuildRecords(database));
        Configurer configurer = DefaultConfigurer.defaultConfiguration(false).configureEventStore(c -> {
            EventStore shared = RunningViews.shared(events);
            return mock(EventStore.class, withSettings().stubOnly().defaultAnswer(call -> {
                if (call.getMethod().getName().equals("createHeadToken")) {
                    asked.run();
                }
                return delegatesTo(shared).answer(call);
            }));
        });
        Clock clock = Clock.fixed(History.BEGIN.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        Nodes known = new Nodes(membership);
        Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());
        new Following(List.of(projection), store, states, views, known, new Watch(states, known, views, supervisor), clock,
                new SimpleMeterRegistry(),
                supervisor, 4, 7, Duration.ZERO)
                .configureModule(configurer);
        membership.beat();
        membership.start(new Supervisor(new SimpleMeterRegistry()));
        Node node = new Node(configurer.start(), views, membership);
        nodes.add(node);
        return node;
    }

    private void store(DomainEvent... more) {
        int before = history.messages().size();
        history.then(more);
        events.publish(history.messages().subList(before, history.messages().size()));
    }

    /** A hundred orders whose events, three each, come interleaved. */
    private void storeManyOrders() {
        List<OrderId> orders = IntStream.range(0, 100).mapToObj(i -> new OrderId("many" + i)).toList();
        orders.forEach(order -> store(new OrderApproved(order)));
        orders.forEach(order -> store(new TicketPreparationStarted(TicketId.of(order), order)));
        orders.forEach(order -> store(new OrderCancelled(order)));
    }

    private List<Tally> folded() {
        Map<String, Tally> entries = new HashMap<>();
        Tally.Projection projection = new Tally.Projection();
        for (DomainEventMessage<?> message : history.messages()) {
            RecordedEvent event = Recording.of(message);
            entries.compute(projection.keyOf(event), (key, entry) -> projection.evolve(entry, event));
        }
        return List.copyOf(entries.values());
    }

    private Map<String, Stored<Tally>> documents() {
        Map<String, Stored<Tally>> all = new HashMap<>();
        new Documents<>(database, "tally.1", Tally.class).collection().find().forEach(stored -> all.put(stored.id(), stored));
        return all;
    }

    private List<Document> tokens() {
        return database.getCollection("tally.1.tokens").find(new Document("processorName", "tally")).into(new ArrayList<>());
    }

    private static void awaitReady(Node node) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> node.views.live(new Tally.Projection()));
    }

    private static void awaitSeen(Node node, OrderId order, long sequence) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> node.views.live(new Tally.Projection())
                .requireSeen(List.of(new ConsistencyToken(order.toString(), sequence, ""))));
    }

    private void awaitCaughtUp(Node node) {
        awaitReady(node);
        await().atMost(PATIENCE).until(() -> node.views.status("tally").orElseThrow().position() == history.messages().size());
    }
}
