package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.History;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

@StoreTest
class SwitchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OrderId ORDER = new OrderId("o");

    /** A reader goes from node to node while events come in and generations are switched there and back. */
    @Test
    void nobodyEverSeesAnErrorOrAnOlderStateThanBefore(MongoDatabase database) throws Exception {
        EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine()).build();
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

    private static void awaitRead(Node node) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class).until(() -> count(node) == 1);
    }

    private static int count(Node node) {
        return node.running.views().live(Tallies.projection()).find(ORDER.value()).map(stored -> stored.entry()).map(Tally::orderEvents)
                .orElseThrow();
    }
}
