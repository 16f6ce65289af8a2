package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.following.ViewStatus.SegmentStatus;
import io.ordertrail.views.history.History;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import io.ordertrail.views.state.ViewState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StoreTest
class SwitchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OrderId ORDER = new OrderId("o");

    /** A reader goes from node to node while events come in and generations are switched there and back. */
    @Test
    void nobodyEverSeesAnErrorOrAnOlderStateThanBefore(MongoDatabase database) throws Exception {
        EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        History history = History.of(new OrderApproved(ORDER));
        events.publish(history.messages());
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger reads = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Node one = new Node(database, "one", events, Tallies.projection());
                Node two = new Node(database, "two", events, Tallies.projection())) {
            List<Node> nodes = List.of(one, two);
            nodes.forEach(SwitchTest::awaitRead);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    int before = history.messages().size();
                    history.then(new OrderApproved(ORDER));
                    events.publish(history.messages().subList(before, before + 1));
                    // As fast as the views follow: a reader who never waits is not one who sees nothing new.
                    await().atMost(PATIENCE).until(() -> over.get() || count(one) > before - 20);
                }
            }, threads);
            CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
                int seen = 0;
                while (!over.get()) {
                    int count = count(nodes.get(reads.incrementAndGet() % 2));
                    assertThat(count).isGreaterThanOrEqualTo(seen);
                    seen = count;
                }
            }, threads);
            try {
                for (int round = 0; round < 3; round++) {
                    String id = one.rebuilds.start("tally", SwitchMode.WHEN_EQUAL, null).id();
                    await().atMost(PATIENCE)
                            .until(() -> two.rebuilds.find("tally", id).status() == RebuildStatus.SWITCHED || reader.isDone());
                    two.rebuilds.rollBack("tally", id);
                }
            } finally {
                over.set(true);
            }
            reader.get();
            writer.get();
            assertThat(reads.get()).isGreaterThan(100);
        }
    }

    /** By no node's wall clock is anything decided: one that is an hour off does as the others do. */
    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    void aNodeWhoseClockIsWrongServesFollowsAndSwitchesLikeTheOthers(long seconds, MongoDatabase database) {
        EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
        History history = History.of(new OrderApproved(ORDER));
        events.publish(history.messages());
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
        try (Node right = new Node(database, "right", events, Tallies.projection());
                Node off =
                        new Node(database, "off", events, Tallies.projection(), null, Path.of("nowhere"), wrong, Duration.ofSeconds(1))) {
            List<Node> nodes = List.of(right, off);
            nodes.forEach(SwitchTest::awaitRead);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(right.running.views().status("tally").orElseThrow().segments())
                    .extracting(SegmentStatus::node).containsOnly("right", "off"));
            String id = off.rebuilds.start("tally", SwitchMode.ALWAYS, null).id();
            await().atMost(PATIENCE).until(() -> right.rebuilds.find("tally", id).status() == RebuildStatus.SWITCHED);
            history.then(new OrderApproved(ORDER));
            events.publish(history.messages().subList(1, 2));
            nodes.forEach(
                    node -> await().atMost(PATIENCE).until(() -> node.running.views().named("tally").read() == 2 && count(node) == 2));
            right.rebuilds.rollBack("tally", id);
            nodes.forEach(
                    node -> await().atMost(PATIENCE).until(() -> node.running.views().named("tally").read() == 1 && count(node) == 2));
        }
    }

    /** The kind: whoever decides dies, or stands still, between the first and the last write of a switch. */
    @Test
    void aSwitchThatIsLeftBehindEndsAndWhoComesLateWithItChangesNothing(MongoDatabase database) throws Exception {
        AtomicReference<CountDownLatch> standStill = new AtomicReference<>();
        CountDownLatch stands = new CountDownLatch(2);
        EventStore events = new EmbeddedEventStore(
                EmbeddedEventStore.builder().storageEngine(new InMemoryEvents())) {

            @Override
            public TrackingToken createHeadToken() {
                TrackingToken head = super.createHeadToken();
                CountDownLatch until = standStill.get();
                if (until != null && Thread.currentThread().getName().equals("switcher")) {
                    stands.countDown();
                    // The first time is before the switch begins.
                    if (stands.getCount() == 0) {
                        awaitLatch(until);
                    }
                }
                return head;
            }
        };
        History history = History.of(new OrderApproved(ORDER));
        events.publish(history.messages());
        try (Node one = new Node(database, "one", events, Tallies.projection());
                Node two = new Node(database, "two", events, Tallies.projection())) {
            awaitRead(one);
            awaitRead(two);
            String id = one.rebuilds.start("tally", SwitchMode.MANUAL, null).id();
            await().atMost(PATIENCE).until(() -> one.rebuilds.find("tally", id).status() == RebuildStatus.WAITING);
            CountDownLatch goOn = new CountDownLatch(1);
            standStill.set(goOn);
            AtomicReference<Optional<ViewState>> late = new AtomicReference<>();
            Thread switcher = Thread.ofPlatform().name("switcher").start(() -> late.set(makeLive(one, id)));
            stands.await();
            awaitRead(two);
            assertThat(two.running.states().find("tally").orElseThrow().switching()).isNull();

            goOn.countDown();
            switcher.join();
            assertThat(late.get()).isEmpty();
            assertThat(two.rebuilds.find("tally", id).status()).isEqualTo(RebuildStatus.WAITING);
            two.rebuilds.cancel("tally", id);
            String next = two.rebuilds.start("tally", SwitchMode.ALWAYS, null).id();
            await().atMost(PATIENCE).until(() -> one.rebuilds.find("tally", next).status() == RebuildStatus.SWITCHED);
        }
    }

    private static Optional<ViewState> makeLive(Node node, String id) {
        try {
            return node.rebuilds.makeLive(node.running.views().named("tally"), node.running.states().find("tally").orElseThrow());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitRead(Node node) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).until(() -> count(node) == 1);
    }

    private static int count(Node node) {
        return node.running.views().live(Tallies.projection()).find(ORDER.value()).map(stored -> stored.entry()).map(Tally::orderEvents)
                .orElseThrow();
    }
}
