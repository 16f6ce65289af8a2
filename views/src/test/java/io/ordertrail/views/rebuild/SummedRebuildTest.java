package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summed;
import io.ordertrail.views.rebuild.verify.Passing;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.rebuild.verify.Report.Difference;
import io.ordertrail.views.rebuild.verify.Report.Field;
import io.ordertrail.views.rebuild.verify.SumVerification;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view that is added up, from its first generation on, with everything that a view without sums goes through. */
@StoreTest
class SummedRebuildTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIEW = "tally";

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final History history = new History();
    private final List<Node> nodes = new ArrayList<>();
    private final Summed<Tally> projection = Tallies.summed();
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
    void sumsAreBuiltVerifiedSwitchedAndRolledBackWithTheirGeneration() {
        storeOrders("a", 150);
        Node node = start("one", projection);
        awaitLive(node, 1);
        assertThat(totals(node, 1)).isEqualTo(expected());
        storeOrders("b", 20);
        awaitTotals(node, 1);

        String id = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();
        Rebuild switched = await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, id),
                rebuild -> rebuild.status() == RebuildStatus.SWITCHED);
        assertThat(switched.report()).isEqualTo(new Report(170, 170, 0, 0, 0, List.of()));
        awaitLive(node, 2);
        storeOrders("c", 20);
        awaitTotals(node, 2);
        assertThat(read(node)).isEqualTo(expected());

        assertThat(node.rebuilds.rollBack(VIEW, id).status()).isEqualTo(RebuildStatus.ROLLED_BACK);
        awaitLive(node, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(read(node)).as("it has gone on following").isEqualTo(expected()));

        String next = node.rebuilds.start(VIEW, SwitchMode.ALWAYS, null).id();
        await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, next).status() == RebuildStatus.SWITCHED);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(database.listCollectionNames().into(new ArrayList<>()))
                .contains("tally.3.parts", "tally.3.sums").doesNotContain("tally.2", "tally.2.parts", "tally.2.sums"));
    }

    /** Found there, they would count as made, though a primary that is no more may have been all that had them. */
    @Test
    void sumsAreMadeAgainIfAnotherServerHasBecomePrimaryMeanwhile() {
        storeOrders("a", 20);
        AtomicInteger term = new AtomicInteger();
        AtomicInteger added = new AtomicInteger();
        database = spy(database, () -> new ObjectId(term.get(), 0));
        start("one", Tallies.summed(addends -> {
            if (added.incrementAndGet() == 5) {
                term.incrementAndGet();
            }
            return addends;
        }));
        awaitLive(nodes.getFirst(), 1);
        assertThat(added.get()).isGreaterThanOrEqualTo(40);
        assertThat(totals(nodes.getFirst(), 1)).isEqualTo(expected());
    }

    /** As its servers' primaries name themselves. */
    private static MongoDatabase spy(MongoDatabase database, Supplier<ObjectId> election) {
        MongoDatabase spied = mock(MongoDatabase.class, withSettings().stubOnly().defaultAnswer(delegatesTo(database)));
        doReturn(spied).when(spied).withWriteConcern(any());
        doAnswer(call -> {
            Document answer = database.runCommand(call.getArgument(0));
            return answer.append("electionId", election.get());
        }).when(spied).runCommand(eq(new Document("isMaster", 1)));
        return spied;
    }

    @Test
    void aWrongSumIsNotSwitchedTo() {
        storeOrders("a", 50);
        AtomicInteger lies = new AtomicInteger();
        Node node = start("one", Tallies.summed(addends -> lies.getAndDecrement() > 0
                ? List.of(addends.get(0).add(BigDecimal.ONE), addends.get(1)) : addends));
        awaitLive(node, 1);
        awaitCaughtUp(node);
        lies.set(1);

        String id = node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id();

        Report report = await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, id),
                rebuild -> rebuild.status() == RebuildStatus.WAITING).report();
        assertThat(report).usingRecursiveComparison().ignoringFields("samples").isEqualTo(new Report(51, 50, 1, 0, 0, List.of()));
        assertThat(report.samples()).singleElement().satisfies(difference -> assertThat(difference.fields())
                .extracting(Field::live, Field::built).containsExactly(org.assertj.core.groups.Tuple.tuple("2 1", "3 1")));
        assertThat(node.running.views().status(VIEW).orElseThrow().generation()).isEqualTo(1);
    }

    @Test
    void whateverIsWrongWithASumIsFound() {
        storeOrders("a", 30);
        Node node = start("one", projection);
        awaitLive(node, 1);
        awaitCaughtUp(node);
        assertThat(verified(node)).isEqualTo(Report.NONE);

        database.getCollection("tally.1.parts").updateOne(Filters.eq("a/1"), Updates.set("d.a1", "3 1 7 1"));
        database.getCollection("tally.1.parts").updateOne(Filters.eq("a/2"), Updates.unset("d.a2"));
        database.getCollection("tally.1.parts").updateOne(Filters.eq("a/3"), Updates.set("d.a4", "3 1 2 1"));
        database.getCollection("tally.1.sums").updateOne(Filters.eq("a"), Updates.combine(Updates.set("d.9", "999 1 0 0"),
                Updates.set("d.x", "1 1 5 5"), Updates.unset("d.8")));

        Report report = verified(node);
        assertThat(report.samples()).extracting(Difference::id).containsExactlyInAnyOrder("a/1", "a/2", "a/2", "a/3", "a/8", "a/9", "a");
        assertThat(report.different()).isEqualTo(7);
        assertThat(report.samples()).contains(new Difference("a/2", List.of(new Field("/a2", "is counted", null))),
                new Difference("a", List.of(new Field("/x", null, "5 5"))));
    }

    /** Both call themselves by the same name, so that neither is kept from any segment: the worst that a stolen claim can do. */
    @Test
    void twoWritersOnTheSameSegmentsCountNothingTwice() {
        Node one = start("one", projection);
        awaitLive(one, 1);
        Node other = start("one", projection);
        awaitLive(other, 1);
        storeOrders("a", 100);
        awaitCaughtUp(one);
        awaitCaughtUp(other);
        // Whoever is ahead is what the position tells of; the other one may still be writing the same.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(totals(one, 1)).isEqualTo(expected()));
        assertThat(verified(one)).isEqualTo(Report.NONE);
    }

    @Test
    void aTokenIsSatisfiedOnlyByTheSumAndHealingMendsWhatACrashHasLeft() {
        storeOrders("a", 3);
        Node node = start("one", projection);
        awaitLive(node, 1);
        awaitCaughtUp(node);
        Generation<Tally> live = node.running.views().live(projection);
        List<ConsistencyToken> token = List.of(new ConsistencyToken("order-a1", 1, ""));
        live.requireSeen(token);
        Documents<Tally> documents = node.running.store().documents(projection, 1);
        Stored<Tally> before = documents.find(List.of("a1")).get("a1");

        documents.write(List.of(documents.change(before.withRevision(before.revision() + 1))));
        assertThatThrownBy(() -> live.requireSeen(token)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.VIEW_BEHIND));
        live.requireSeen(List.of(new ConsistencyToken("order-a2", 1, "")));

        assertThat(node.healing.heal(VIEW, "a1")).isEmpty();
        live.requireSeen(token);
        assertThat(totals(node, 1)).isEqualTo(expected());
    }

    private static Report verified(Node node) {
        return new SumVerification<>(node.running.store().documents(Tallies.summed(), 1).sums().orElseThrow(),
                new Passing(() -> 0, () -> 0), new Readers()).with(Report.NONE);
    }

    private Node start(String name, Summed<Tally> tallies) {
        Node node = new Node(database, name, events, tallies);
        nodes.add(node);
        return node;
    }

    private void awaitLive(Node node, int generation) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> {
            node.running.views().live(projection);
            assertThat(node.running.views().status(VIEW).orElseThrow().generation()).isEqualTo(generation);
        });
    }

    private void awaitTotals(Node node, int generation) {
        awaitCaughtUp(node);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(totals(node, generation)).isEqualTo(expected()));
    }

    private void awaitCaughtUp(Node node) {
        await().atMost(PATIENCE).until(() -> node.running.views().status(VIEW).orElseThrow().position() == history.messages().size());
    }

    private Map<String, Map<String, List<BigDecimal>>> read(Node node) {
        return byPart(node.running.views().live(projection));
    }

    private static Map<String, Map<String, List<BigDecimal>>> byPart(Generation<Tally> generation) {
        Map<String, Map<String, List<BigDecimal>>> totals = new HashMap<>();
        generation.sums(List.of("a", "b", "c", "d")).forEach((id, parts) -> parts.byName().forEach(
                (name, part) -> totals.computeIfAbsent(id, k -> new HashMap<>()).put(name, part.numbers())));
        return totals;
    }

    private Map<String, Map<String, List<BigDecimal>>> totals(Node node, int generation) {
        Map<String, Map<String, List<BigDecimal>>> totals = new HashMap<>();
        node.running.store().documents(projection, generation).sums().orElseThrow().wholes()
                .forEach(whole -> whole.entry().byName().forEach(
                        (name, part) -> totals.computeIfAbsent(whole.id(), k -> new HashMap<>()).put(name, part.numbers())));
        return totals;
    }

    private Map<String, Map<String, List<BigDecimal>>> expected() {
        Map<String, Map<String, List<BigDecimal>>> expected = new HashMap<>();
        Folded.by(projection, history).values().stream().filter(entry -> projection.sumOf(entry) != null)
                .forEach(entry -> expected.computeIfAbsent(projection.sumOf(entry).substring(0, 1), id -> new HashMap<>()).merge(
                        projection.sumOf(entry).substring(2), projection.addends(entry),
                        (one, other) -> List.of(one.get(0).add(other.get(0)), one.get(1).add(other.get(1)))));
        return expected;
    }

    /** Three events each, interleaved. */
    private void storeOrders(String prefix, int count) {
        List<OrderId> orders = IntStream.range(0, count).mapToObj(i -> new OrderId(prefix + i)).toList();
        store(orders.stream().map(order -> new TicketPreparationStarted(TicketId.of(order), order)).toArray(DomainEvent[]::new));
        store(orders.stream().map(OrderApproved::new).toArray(DomainEvent[]::new));
        store(orders.stream().map(OrderCancelled::new).toArray(DomainEvent[]::new));
    }

    private void store(DomainEvent... more) {
        int before = history.messages().size();
        history.then(more);
        events.publish(history.messages().subList(before, history.messages().size()));
    }
}
