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
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.following.ViewStatus;
import io.ordertrail.views.healing.Healing.Healed;
import io.ordertrail.views.healing.Healing.ParkedDocument;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Parked.Category;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.verify.Report;
import io.ordertrail.views.state.RebuildStatus;
import io.ordertrail.views.state.SwitchMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.GenericQueryMessage;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Documents in which a hand, or another version, has left what this one cannot read: each is parked alone, and everything else goes on. */
@StoreTest
class UnreadableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VIEW = "tally";
    private static final int ORDERS = 20;

    /** By the order whose document it is done to. */
    private static final Map<String, Bson> DAMAGES = new TreeMap<>(Map.of(
            "a0", Updates.set("d.orderEvents", "many"),
            "a1", Updates.set("d", 7),
            "a2", Updates.set("seq.order-a2", "one"),
            "a3", Updates.set("seq", "none"),
            "a4", Updates.unset("seq"),
            "a5", Updates.set("rev", "first"),
            "a6", Updates.unset("rev"),
            "a7", Updates.set("parked", true),
            "a8", Updates.set("d.names", new Document("OrderApproved", new Document()))));

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final History history = new History();
    private MongoDatabase database;
    private Node node;

    @BeforeEach
    void start(MongoDatabase database) {
        this.database = database;
        store(IntStream.range(0, ORDERS).mapToObj(i -> new OrderApproved(new OrderId("a" + i))).toArray(DomainEvent[]::new));
        node = new Node(database, "one", events, Tallies.projection());
        awaitLive(1);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void itsSegmentGoesOnItsOwnQueryIsRefusedAndHealingFoldsItAnew() {
        damage(1);
        store(IntStream.range(0, ORDERS).mapToObj(i -> new OrderId("a" + i))
                .map(order -> new TicketPreparationStarted(TicketId.of(order), order)).toArray(DomainEvent[]::new));
        store(new OrderApproved(new OrderId("b")));
        await().atMost(PATIENCE).until(() -> status().position() == history.messages().size());

        assertThat(status().state()).isEqualTo(ViewStatus.State.FOLLOWING);
        assertThat(status().parked()).isEqualTo(DAMAGES.size());
        assertThat(live().find("a10").orElseThrow().entry().ticketEvents()).isOne();
        assertThat(live().find("b")).isPresent();
        DAMAGES.keySet().forEach(this::refused);
        assertThat(node.healing.parked(VIEW, 100)).extracting(ParkedDocument::id).containsExactlyInAnyOrderElementsOf(DAMAGES.keySet());
        assertThat(node.healing.parked(VIEW, 100)).filteredOn(document -> document.id().equals("a0")).singleElement()
                .satisfies(document -> {
                    assertThat(document.error()).contains("orderEvents");
                    assertThat(document.event()).isNull();
                    assertThat(document.behind()).isEqualTo(2);
                });

        DAMAGES.keySet().forEach(id -> assertThat(node.healing.heal(VIEW, id)).as(id).isEmpty());
        assertThat(entries()).isEqualTo(Folded.by(Tallies.projection(), history));
        assertThat(status().parked()).isZero();
        store(new OrderCancelled(new OrderId("a3")));
        await().atMost(PATIENCE).until(() -> live().find("a3").orElseThrow().entry().orderEvents() == 2);
    }

    @Test
    void whoeverAsksForItMeetsWithItAndWhoAsksForManyDoesNot() {
        damage(1);
        node.running.queries().<String>subscribe("all", String.class,
                message -> String.join(" ", live().collection().find(Filters.exists("d")).map(Stored::id).into(new ArrayList<>())));
        String answer = node.running.queries().query(new GenericQueryMessage<>("", "all", ResponseTypes.instanceOf(String.class)))
                .join().getPayload();
        assertThat(answer.split(" ")).hasSizeGreaterThanOrEqualTo(ORDERS - DAMAGES.size()).doesNotContain("a0", "a1", "a2", "a3", "a5",
                "a7", "a8");
        refused("a0");
        assertThat(status().parked()).as("what was come upon").isGreaterThanOrEqualTo(7);
    }

    @Test
    void aRebuildCountsItAsDifferentAndEnds() {
        damage(1);
        database.getCollection("tally.1").insertOne(new Document("_id", new ObjectId()).append("rev", 1L));
        Rebuild waiting = until(node.rebuilds.start(VIEW, SwitchMode.WHEN_EQUAL, null).id(), RebuildStatus.WAITING);
        assertThat(waiting.report()).usingRecursiveComparison().ignoringFields("samples")
                .isEqualTo(new Report(ORDERS, ORDERS - DAMAGES.size(), DAMAGES.size(), 1, 0, List.of()));
        node.rebuilds.switchTo(VIEW, waiting.id());
        awaitLive(2);
        assertThat(entries()).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    @Test
    void whatIsBuiltGoesOnThoughItIsInThere() {
        String id = node.rebuilds.start(VIEW, SwitchMode.MANUAL, null).id();
        until(id, RebuildStatus.WAITING);
        damage(2);
        store(IntStream.range(0, ORDERS).mapToObj(i -> new OrderCancelled(new OrderId("a" + i))).toArray(DomainEvent[]::new));
        await().atMost(PATIENCE).until(() -> node.running.views().view(VIEW).orElseThrow().position(2) == history.messages().size());
        node.rebuilds.switchTo(VIEW, id);
        awaitLive(2);
        DAMAGES.keySet().forEach(this::refused);
        assertThat(node.healing.healAll(VIEW, Category.CANNOT_BE_FOLDED, 100)).isEqualTo(new Healed(0, 0));
        assertThat(node.healing.healAll(VIEW, Category.CANNOT_BE_READ, 100)).isEqualTo(new Healed(DAMAGES.size(), 0));
        assertThat(entries()).isEqualTo(Folded.by(Tallies.projection(), history));
    }

    private void damage(int generation) {
        DAMAGES.forEach((id, damage) -> database.getCollection("tally." + generation).updateOne(Filters.eq(id), damage));
    }

    private void refused(String id) {
        assertThatThrownBy(() -> live().find(id)).as(id).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(Code.UNREADABLE));
    }

    private Generation<Tally> live() {
        return node.running.views().live(Tallies.projection());
    }

    private ViewStatus status() {
        return node.running.views().status(VIEW).orElseThrow();
    }

    private Map<String, Tally> entries() {
        Map<String, Tally> all = new HashMap<>();
        live().collection().find(Filters.exists("d")).forEach(stored -> all.put(stored.id(), stored.entry()));
        return all;
    }

    private Rebuild until(String id, RebuildStatus status) {
        return await().atMost(PATIENCE).until(() -> node.rebuilds.find(VIEW, id), rebuild -> rebuild.status() == status);
    }

    private void awaitLive(int generation) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).untilAsserted(() -> {
            live();
            assertThat(status().generation()).isEqualTo(generation);
        });
    }

    private void store(DomainEvent... more) {
        int before = history.messages().size();
        history.then(more);
        events.publish(history.messages().subList(before, history.messages().size()));
    }
}
