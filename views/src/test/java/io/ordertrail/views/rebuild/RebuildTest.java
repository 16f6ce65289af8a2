package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderEvent.OrderNotDelivered;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.checkpoint.Checkpoints.Checkpoint;
import io.ordertrail.views.documents.Securing;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.following.View;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.History;
import io.ordertrail.views.history.StreamedHistory;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import io.ordertrail.views.rebuild.verify.Report.Field;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@StoreTest
class RebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIEW = "tally";

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final History history = new History();
    private final List<Node> nodes = new ArrayList<>();
    private MongoDatabase database;

    @BeforeEach
    void store(MongoDatabase database) {
        this.database = database;
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
    }

    @Test
    void aNewViewBuildsItselfFromTheFirstEvent() {
        storeOrders("a", 200);
        Node node = startLive("one", Tallies.projection(), 1);
        assertThat(documents(1)).isEqualTo(Folded.by(Tallies.projection(), history));
        storeOrders("b", 10);
        awaitCaughtUp(node);
        assertThat(documents(1)).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    @Test
    void whatIsEqualIsSwitchedToByItself() {
        storeOrders("a", 200);
        Node node = startLive("one", Tallies.projection(), 1);
        Rebuild begun = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null);
        assertThat(begun.status()).isEqualTo(RebuildStatus.BUILDING);
        Rebuild switched = until(node, begun.id(), RebuildStatus.SWITCHED);
        assertThat(switched.report()).isEqualTo(new Report(200, 200, 0, 0, 0, List.of()));
        assertThat(switched.generation()).isEqualTo(2);
        awaitLive(node, 2);
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    @Test
    void whatDiffersWaitsForAPersonWhoMaySwitchAndGoBack() {
        storeOrders("a", 50);
        Node node = startLive("one", Tallies.projection(), 1);
        database.getCollection("tally.1").updateOne(Filters.eq("a7"), Updates.set("d.orderEvents", 99));
        database.getCollection("tally.1").deleteOne(Filters.eq("a8"));
        database.getCollection("tally.1").insertOne(new Document("_id", "zzz").append("rev", 1L)
                .append("seq", new Document("order-zzz", 0L))
                .append("d", new Document("id", "zzz").append("orderEvents", 1).append("ticketEvents", 0).append("names", new Document())));

        String id = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        Report report = until(node, id, RebuildStatus.WAITING).report();

        assertThat(report).usingRecursiveComparison().ignoringFields("samples").isEqualTo(new Report(49, 48, 1, 1, 1, List.of()));
        assertThat(report.samples()).contains(new Difference("a7", List.of(new Field("/orderEvents", "99", "2"))));
        assertThat(report.samples()).extracting(Difference::id).containsExactlyInAnyOrder("a7", "a8", "zzz");
        assertThat(node.running.views().status(VIEW).orElseThrow().rebuild()).isEqualTo(id);
        assertThat(node.rebuilds.switchTo(VIEW, id).status()).isEqualTo(RebuildStatus.SWITCHED);
        awaitLive(node, 2);
        assertThat(read(node, "a7").orderEvents()).isEqualTo(2);

        storeOrders("b", 5);
        awaitCaughtUp(node);
        assertThat(node.rebuilds.rollBack(VIEW, id).status()).isEqualTo(RebuildStatus.ROLLED_BACK);
        assertThat(node.rebuilds.rollBack(VIEW, id).status()).isEqualTo(RebuildStatus.ROLLED_BACK);
        awaitLive(node, 1);
        assertThat(read(node, "a7").orderEvents()).isEqualTo(99);
        assertThat(read(node, "b4").orderEvents()).as("the former generation has gone on following").isEqualTo(2);
    }

    /** Whatever is thrown, and by whichever thread, stands in the rebuild; what is thrown again and again ends it. */
    @Test
    void noErrorOfAnyThreadIsLost() {
        storeOrders("a", 20);
        Map<String, Error> errors = new ConcurrentHashMap<>();
        EventHistory faulty = new EventHistory() {

            private final EventHistory whole = new StreamedHistory(events);

            @Override
            public long head() {
                return whole.head();
            }

            @Override
            public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException {
                raise(errors, "read");
                whole.read(after, page);
            }
        };
        Projection<Tally> projection = Tallies.faulty(() -> raise(errors, "key"), () -> raise(errors, "evolve"));
        Node node = new Node(database, "one", events, projection, faulty, Path.of("nowhere"), Clock.systemUTC(), Duration.ofMillis(200));
        nodes.add(node);
        awaitLive(node, 1);

        errors.put("read", new OutOfMemoryError("Java heap space"));
        String failing = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        assertThat(until(node, failing, RebuildStatus.FAILED).error()).isEqualTo("java.lang.OutOfMemoryError: Java heap space");
        assertThat(node.running.views().status(VIEW).orElseThrow().generation()).isEqualTo(1);

        errors.remove("read");
        errors.put("key", new NoClassDefFoundError("Key"));
        String stumbling = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, stumbling).error(), "java.lang.NoClassDefFoundError: Key"::equals);
        errors.put("evolve", new AssertionError("fold"));
        errors.remove("key");
        await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, stumbling).error(), "java.lang.AssertionError: fold"::equals);
        errors.clear();
        assertThat(until(node, stumbling, RebuildStatus.SWITCHED).report().equal()).isEqualTo(20);
    }

    /** However long a store is away, what waits for it has not failed. */
    @Test
    void aRebuildOutlastsAnEventStoreThatIsAway() {
        storeOrders("a", 20);
        AtomicInteger refused = new AtomicInteger();
        EventHistory whole = new StreamedHistory(events);
        AtomicBoolean away = new AtomicBoolean();
        Node node = new Node(database, "one", events, Tallies.projection(), new EventHistory() {

            @Override
            public long head() {
                if (away.get()) {
                    refused.incrementAndGet();
                    throw new EventStoreException("away");
                }
                return whole.head();
            }

            @Override
            public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException {
                if (away.get()) {
                    refused.incrementAndGet();
                    throw new EventStoreException("away");
                }
                whole.read(after, page);
            }
        }, Path.of("nowhere"), Clock.systemUTC(), Duration.ofMillis(10));
        nodes.add(node);
        awaitLive(node, 1);

        away.set(true);
        String waiting = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        await().atMost(PATIENCE).until(() -> refused.get() > 40);
        assertThat(node.rebuilds.find(VIEW, waiting)).returns(RebuildStatus.BUILDING, Rebuild::status)
                .satisfies(rebuild -> assertThat(rebuild.error()).contains("away"));
        away.set(false);
        assertThat(until(node, waiting, RebuildStatus.SWITCHED).report().equal()).isEqualTo(20);
    }

    private static void raise(Map<String, Error> errors, String where) {
        Error error = errors.get(where);
        if (error != null) {
            throw error;
        }
    }

    @Test
    void noErrorOfWhoeverIsToldEndsTheWatchOfTheStates() {
        Node node = startLive("one", Tallies.projection(), 1);
        AtomicInteger told = new AtomicInteger();

        node.running.watch().tell((view, state) -> {
            if (told.incrementAndGet() <= 2) {
                throw new OutOfMemoryError("Java heap space");
            }
        });

        await().atMost(PATIENCE).until(() -> told.get() > 2);
        assertThat(node.running.views().live(Tallies.projection()).find("a1")).isEmpty();
    }

    @Test
    void oneAtATimeAndNothingOutOfTurn() {
        storeOrders("a", 20);
        Node node = startLive("one", Tallies.projection(), 1);
        String id = node.rebuilds.start(VIEW, SwitchMode.MANUAL, null).id();
        refused("BUILDING|VERIFYING|WAITING", () -> node.rebuilds.start(VIEW, SwitchMode.MANUAL, null));
        until(node, id, RebuildStatus.WAITING);
        refused("WAITING", () -> node.rebuilds.start(VIEW, SwitchMode.MANUAL, null));
        refused("WAITING", () -> node.rebuilds.rollBack(VIEW, id));
        node.rebuilds.switchTo(VIEW, id);
        refused("SWITCHED", () -> node.rebuilds.switchTo(VIEW, id));
        refused("SWITCHED", () -> node.rebuilds.cancel(VIEW, id));
        assertThatThrownBy(() -> node.rebuilds.find(VIEW, "nonsense")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));

        String next = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id();
        until(node, next, RebuildStatus.SWITCHED);
        assertThat(node.rebuilds.find(VIEW, id).status()).as("what is over can be asked for").isEqualTo(RebuildStatus.SWITCHED);
        refused("SWITCHED", () -> node.rebuilds.rollBack(VIEW, id));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(collections()).doesNotContain("tally.1").contains("tally.2", "tally.3"));
    }

    @Test
    void aQueryThatTwoRebuildsHaveOvertakenIsAskedAgain() throws Exception {
        storeOrders("a", 20);
        Node node = startLive("one", Tallies.projection(), 1);
        AtomicInteger asked = new AtomicInteger();
        node.running.queries().<Tally>subscribe("tally", Tally.class, query -> {
            Generation<Tally> held = node.running.views().live(Tallies.projection());
            if (asked.incrementAndGet() == 1) {
                until(node, node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id(), RebuildStatus.SWITCHED);
                until(node, node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id(), RebuildStatus.SWITCHED);
                await().atMost(PATIENCE).until(() -> !collections().contains("tally.1"));
            }
            return held.find(query.getPayload().toString()).map(Stored::entry).orElseThrow(() -> Refusal.notFound("order", "a7"));
        });
        assertThat(node.running.queries().query(new GenericQueryMessage<>("a7", "tally", ResponseTypes.instanceOf(Tally.class)))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS).getPayload().orderEvents()).isEqualTo(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatIsCancelledLeavesNothingBehind() {
        storeOrders("a", 20);
        CountDownLatch hold = new CountDownLatch(1);
        boolean[] holding = {false};
        Node node = start("one", Tallies.projection(event -> {
            if (holding[0] && Thread.currentThread().getName().startsWith("rebuild")) {
                await().atMost(PATIENCE).until(() -> hold.getCount() == 0);
            }
        }));
        awaitLive(node, 1);
        holding[0] = true;
        String id = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id();
        await().atMost(PATIENCE).until(() -> collections().contains("tally.2.shares"));
        assertThat(node.rebuilds.cancel(VIEW, id).status()).isEqualTo(RebuildStatus.CANCELLED);
        hold.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(collections()).noneMatch(name -> name.startsWith("tally.2")));
        assertThat(node.running.views().status(VIEW).orElseThrow()).extracting(ViewStatus::generation, ViewStatus::rebuild)
                .containsExactly(1, null);
        holding[0] = false;
        until(node, node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id(), RebuildStatus.SWITCHED);
    }

    @Test
    void aChangedProjectionIsRebuiltBesideTheOldOneWhichGoesOn() {
        storeOrders("a", 100);
        Node old = startLive("old", Tallies.projection(), 1);
        Node changed = startLive("new", Tallies.changed(), 2);
        assertThat(read(changed, "a1").orderEvents()).isEqualTo(3);
        assertThat(read(old, "a1").orderEvents()).isEqualTo(2);
        assertThat(changed.rebuilds.latest(VIEW).orElseThrow().report())
                .usingRecursiveComparison().ignoringFields("samples").isEqualTo(new Report(100, 0, 100, 0, 0, List.of()));

        storeOrders("b", 5);
        awaitCaughtUp(changed);
        awaitCaughtUp(old);
        assertThat(read(old, "b1").orderEvents()).isEqualTo(2);
        assertThat(read(changed, "b1").orderEvents()).isEqualTo(3);
    }

    /** The older generation stands still for good, and there is nobody whom to wait for. */
    @Test
    void aNewerVersionComesUpThoughTheOlderOnesNodesAreGone() {
        storeOrders("a", 20);
        Node old = startLive("old", Tallies.projection(), 1);
        awaitCaughtUp(old);
        old.close();
        nodes.remove(old);
        storeOrders("b", 5);
        Node changed = startLive("new", Tallies.changed(), 2);
        assertThat(read(changed, "a1").orderEvents()).isEqualTo(3);
        assertThat(read(changed, "b1").orderEvents()).isEqualTo(3);
        assertThat(changed.rebuilds.latest(VIEW).orElseThrow().report().missing()).as("of the orders that came later").isZero();
    }

    @Test
    void anOlderVersionsRebuildThatWaitsMakesRoomForTheNewer() {
        storeOrders("a", 20);
        Node old = startLive("old", Tallies.projection(), 1);
        String waiting = old.rebuilds.start(VIEW, SwitchMode.MANUAL, null).id();
        until(old, waiting, RebuildStatus.WAITING);
        Node changed = startLive("new", Tallies.changed(), 3);
        assertThat(old.rebuilds.find(VIEW, waiting).status()).isEqualTo(RebuildStatus.CANCELLED);
        assertThat(read(old, "a1").orderEvents()).isEqualTo(2);
    }

    @Test
    void nodesShareTheWorkAndEachIsEnough() {
        storeOrders("a", 300);
        Node one = startLive("one", Tallies.projection(), 1);
        Node two = startLive("two", Tallies.projection(), 1);
        await().atMost(PATIENCE).until(() -> one.running.nodes().of(VIEW).size() == 2);
        String id = one.rebuilds.start(VIEW, SwitchMode.MANUAL, null).id();
        Rebuild waiting = until(two, id, RebuildStatus.WAITING);
        assertThat(waiting.report().allEqual()).isTrue();
        assertThat(waiting.segments()).hasSize(8).allMatch(Rebuild.Segment::built);
        one.close();
        nodes.remove(one);
        assertThat(two.rebuilds.switchTo(VIEW, id).status()).isEqualTo(RebuildStatus.SWITCHED);
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    /** The kind: a shard of one generation's segments that was reckoned from another one's. Operators merge the live one's alone. */
    @Test
    void aGenerationIsFollowedAsAWholeThoughTheLiveOneHasFewerSegments() {
        storeOrders("a", 20);
        Node one = startLive("one", Tallies.projection(), 1);
        await().atMost(PATIENCE).until(() -> one.running.merge(VIEW, 0));
        Node two = startLive("two", Tallies.projection(), 1);
        await().atMost(PATIENCE).until(() -> one.running.nodes().of(VIEW).size() == 2);
        String id = two.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        storeOrders("b", 40);
        until(two, id, RebuildStatus.SWITCHED);
        awaitCaughtUp(two);
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    /** The kind: what operators have made of one generation is forgotten by the next; and the way back was closed, for segments that nobody followed. */
    @Test
    void aRebuiltGenerationHasAsManySegmentsAsTheOneBefore() {
        storeOrders("a", 20);
        Node node = startLive("one", Tallies.projection(), 1);
        await().atMost(PATIENCE).until(() -> node.running.merge(VIEW, 0));
        String id = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id();
        until(node, id, RebuildStatus.SWITCHED);
        storeOrders("b", 5);
        awaitCaughtUp(node);
        assertThat(node.running.views().status(VIEW).orElseThrow().segments()).hasSize(3);
        assertThat(node.rebuilds.rollBack(VIEW, id).status()).isEqualTo(RebuildStatus.ROLLED_BACK);
        assertThat(read(node, "b1").orderEvents()).isEqualTo(2);
    }

    /** The kind: what nodes of a version before read is taken from them while they live. */
    @Test
    void nodesOfTheVersionBeforeGoOnWhileTheNewerOneIsRebuilt() {
        storeOrders("a", 20);
        Node old = startLive("old", Tallies.projection(), 1);
        Node changed = startLive("new", Tallies.changed(), 2);
        for (int round = 0; round < 2; round++) {
            until(changed, changed.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id(), RebuildStatus.SWITCHED);
            storeOrders("b" + round, 5);
            awaitCaughtUp(old);
            assertThat(read(old, "b%d1".formatted(round)).orderEvents()).isEqualTo(2);
        }
        assertThat(collections()).contains("tally.1");

        old.close();
        nodes.remove(old);
        until(changed, changed.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id(), RebuildStatus.SWITCHED);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(collections()).noneMatch(name -> name.startsWith("tally.1.") || name.equals("tally.1")));
    }

    /** The kind: a share for a node that does not follow what is shared out. */
    @Test
    void eachVersionIsFollowedAsAWholeByItsOwnNodes() {
        storeOrders("a", 20);
        Node old = startLive("old", Tallies.projection(), 1);
        Node changed = startLive("new", Tallies.changed(), 2);
        storeOrders("b", 40);
        awaitCaughtUp(changed);
        awaitCaughtUp(old);
        assertThat(documents(1)).isEqualTo(Folded.by(Tallies.projection(), history));
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.changed(), history));
    }

    /** It holds shards and says nothing any more; and when it comes back to life, it finds that they are another's. */
    @Test
    void aNodeThatDiesAmidABuildLosesItsShardsToAnother() {
        storeOrders("a", 300);
        CountDownLatch dead = new CountDownLatch(1);
        boolean[] dying = {false};
        Node one = new Node(database, "one", events, Tallies.projection(event -> {
            if (dying[0] && Thread.currentThread().getName().startsWith("rebuild")) {
                await().atMost(PATIENCE).until(() -> dead.getCount() == 0);
            }
        }), null, Path.of("nowhere"));
        nodes.add(one);
        awaitLive(one, 1);
        // It could be done with all shards before the other has seen that there is anything to do.
        CountDownLatch taken = new CountDownLatch(1);
        Node two = start("two", Tallies.projection(event -> {
            if (dying[0] && taken.getCount() > 0 && Thread.currentThread().getName().startsWith("rebuild")) {
                await().atMost(PATIENCE).until(() -> taken.getCount() == 0);
            }
        }));
        awaitLive(two, 1);
        await().atMost(PATIENCE).until(() -> two.running.nodes().of(VIEW).size() == 2);
        dying[0] = true;
        String id = two.rebuilds.start(VIEW, SwitchMode.MANUAL, null).id();
        await().atMost(PATIENCE).until(() -> two.rebuilds.find(VIEW, id).segments().stream().anyMatch(shard -> "one".equals(shard.node())));
        taken.countDown();
        one.running.close();

        Rebuild waiting = until(two, id, RebuildStatus.WAITING);
        assertThat(waiting.segments()).allMatch(shard -> "two".equals(shard.node()));
        assertThat(waiting.report().allEqual()).isTrue();
        dead.countDown();
        two.rebuilds.switchTo(VIEW, id);
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    @Test
    void aPoisonEventHoldsUpItsOwnDocumentOnlyAndItHeals() {
        storeOrders("a", 20);
        store(new OrderNotDelivered(new OrderId("a3")), new OrderApproved(new OrderId("a3")));
        boolean[] poisonous = {true};
        Node node = start("one", new Forgiving(poisonous));
        awaitLive(node, 1);
        awaitCaughtUp(node);
        assertThat(node.healing.parked(VIEW, 10)).singleElement().satisfies(parked -> {
            assertThat(parked.id()).isEqualTo("a3");
            assertThat(parked.error()).contains("cannot fold");
            assertThat(parked.behind()).isEqualTo(1);
        });
        assertThat(node.healing.heal(VIEW, "a3")).as("nothing has changed yet").isPresent();
        poisonous[0] = false;
        assertThat(node.healing.heal(VIEW, "a3")).isEmpty();
        assertThat(node.healing.parked(VIEW, 10)).isEmpty();
        assertThat(read(node, "a3").names()).containsEntry("OrderNotDelivered", 1).containsEntry("OrderApproved", 2);
        assertThatThrownBy(() -> node.healing.heal(VIEW, "nobody")).isInstanceOf(Refusal.class);
        until(node, node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id(), RebuildStatus.SWITCHED);
    }

    @Test
    void aCheckpointAndLaterEventsMakeTheSameAsAllEvents(@TempDir Path folder) throws IOException {
        storeOrders("a", 100);
        Set<String> read = ConcurrentHashMap.newKeySet();
        Node node = new Node(database, "one", events, Tallies.projection(event -> {
            if (Thread.currentThread().getName().startsWith("rebuild")) {
                read.add(event.aggregate());
            }
        }), null, folder);
        nodes.add(node);
        awaitLive(node, 1);
        awaitCaughtUp(node);
        Checkpoint checkpoint = node.checkpoints.export(VIEW);
        assertThat(checkpoint.documents()).isEqualTo(100);
        assertThat(checkpoint.position()).isEqualTo(history.messages().size());
        assertThat(node.checkpoints.of(VIEW)).extracting(Checkpoint::name).containsExactly(checkpoint.name());
        store(new OrderApproved(new OrderId("a5")));
        storeOrders("b", 20);
        awaitCaughtUp(node);
        read.clear();

        Rebuild switched = until(node, node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, checkpoint.name()).id(), RebuildStatus.SWITCHED);
        assertThat(switched.report()).isEqualTo(new Report(120, 120, 0, 0, 0, List.of()));
        assertThat(documents(2)).isEqualTo(Folded.by(Tallies.projection(), history));
        assertThat(read).as("of the older orders only the one that went on").contains("order-a5", "order-b7").doesNotContain("order-a6");

        assertThatThrownBy(() -> node.rebuilds.start(VIEW, SwitchMode.ALWAYS, "../../etc/passwd")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.reason().field()).isEqualTo("/from"));
        AtomicInteger term = new AtomicInteger();
        assertThatThrownBy(() -> load(node.running.views().named(VIEW), node, checkpoint, new Securing(term::incrementAndGet, () -> {
        }))).as("it may be lost, under one primary after the other").hasMessageContaining("has become primary");

        Path file = folder.resolve(checkpoint.name() + ".json.gz");
        for (String other : List.of("\"position\":300,=\"position\":99999,", "\"event\":\"=\"event\":\"another-")) {
            Files.write(folder.resolve("other.json.gz"), zipped(unzipped(file).replaceFirst(other.split("=")[0], other.split("=")[1])));
            assertThatThrownBy(() -> node.rebuilds.start(VIEW, SwitchMode.ALWAYS, "other")).as(other)
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason().field()).isEqualTo("/from"));
        }
        Path left = Files.writeString(folder.resolve("tally-7-7.part"), "{");
        Path written = Files.writeString(folder.resolve("tally-8-8.part"), "{");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        node.checkpoints.export(VIEW);
        assertThat(left).doesNotExist();
        assertThat(written).exists();

        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20));
        String broken = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, checkpoint.name()).id();
        await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, broken).error() != null);
        assertThat(node.rebuilds.cancel(VIEW, broken).status()).isEqualTo(RebuildStatus.CANCELLED);
    }

    private static String unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void ofRebuildsThatAreOverTheLatestAreKept() {
        storeOrders("a", 5);
        Node node = startLive("one", Tallies.projection(), 1);
        for (String view : List.of(VIEW, "another")) {
            for (int i = 0; i < 60; i++) {
                String id = "%s-%02d".formatted(view, i);
                database.getCollection("rebuilds").insertOne(new Document("_id", id).append("view", view).append("rebuild",
                        new Document("id", id).append("started", new Date(i))));
                database.getCollection("reports").insertOne(new Document("_id", id));
            }
        }
        until(node, node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id(), RebuildStatus.SWITCHED);
        for (String collection : List.of("rebuilds", "reports")) {
            assertThat(database.getCollection(collection).countDocuments(Filters.eq("tally-10"))).as(collection).isZero();
            assertThat(database.getCollection(collection).countDocuments(Filters.eq("tally-11"))).as(collection).isOne();
            assertThat(database.getCollection(collection).countDocuments(Filters.eq("another-00"))).as(collection).isOne();
        }
        assertThat(database.getCollection("rebuilds").countDocuments(Filters.eq("view", VIEW))).isEqualTo(50);
    }

    private static <E> void load(View<E> view, Node node, Checkpoint checkpoint, Securing securing) {
        node.checkpoints.load(view, checkpoint.name(), view.documents(9), securing);
    }

    private void refused(String states, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.INVALID_STATE);
            assertThat(refusal.reason().currentStatus()).matches(states);
        });
    }

    private Node start(String name, Projection<Tally> projection) {
        Node node = new Node(database, name, events, projection);
        nodes.add(node);
        return node;
    }

    private Node startLive(String name, Projection<Tally> projection, int generation) {
        Node node = start(name, projection);
        awaitLive(node, generation);
        return node;
    }

    private static Rebuild until(Node node, String id, RebuildStatus status) {
        return await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, id), rebuild -> rebuild.status() == status);
    }

    private static void awaitLive(Node node, int generation) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> {
            node.running.views().live(Tallies.projection());
            assertThat(node.running.views().status(VIEW).orElseThrow().generation()).isEqualTo(generation);
        });
    }

    private void awaitCaughtUp(Node node) {
        await().atMost(PATIENCE).until(() -> node.running.views().status(VIEW).orElseThrow().position() == history.messages().size());
    }

    private static Tally read(Node node, String id) {
        return node.running.views().live(Tallies.projection()).find(id).orElseThrow().entry();
    }

    private List<String> collections() {
        return database.listCollectionNames().into(new ArrayList<>());
    }

    private Map<String, Tally> documents(int generation) {
        Map<String, Tally> all = new HashMap<>();
        nodes.getFirst().running.store().documents(Tallies.projection(), generation).collection().find()
                .forEach(stored -> all.put(stored.id(), stored.entry()));
        return all;
    }

    private void store(DomainEvent... more) {
        int before = history.messages().size();
        history.then(more);
        events.publish(history.messages().subList(before, history.messages().size()));
    }

    /** Three events each, interleaved. */
    private void storeOrders(String prefix, int count) {
        List<OrderId> orders = IntStream.range(0, count).mapToObj(i -> new OrderId(prefix + i)).toList();
        store(orders.stream().map(OrderApproved::new).toArray(DomainEvent[]::new));
        store(orders.stream().map(order -> new TicketPreparationStarted(TicketId.of(order), order)).toArray(DomainEvent[]::new));
        store(orders.stream().map(OrderCancelled::new).toArray(DomainEvent[]::new));
    }

    /** Takes the tally's poison once it has been told to. */
    private record Forgiving(boolean[] poisonous) implements Projection<Tally> {

        @Override
        public String view() {
            return VIEW;
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Tally> entryType() {
            return Tally.class;
        }

        @Override
        public String keyOf(io.ordertrail.views.projection.RecordedEvent event) {
            return Tallies.projection().keyOf(event);
        }

        @Override
        public String keyOf(ConsistencyToken token) {
            return Tallies.projection().keyOf(token);
        }

        @Override
        public Tally evolve(Tally entry, io.ordertrail.views.projection.RecordedEvent event) {
            if (!poisonous[0] && event.payload() instanceof OrderNotDelivered) {
                Map<String, Integer> names = new java.util.TreeMap<>(entry.names());
                names.put("OrderNotDelivered", 1);
                return new Tally(entry.id(), entry.orderEvents() + 1, entry.ticketEvents(), names);
            }
            return Tallies.projection().evolve(entry, event);
        }
    }
}
