package io.ordertrail.views.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.refusal.Refusal;
import io.ordertrail.views.following.Follower;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.History;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.history.StreamedHistory;
import io.ordertrail.views.projection.Projection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** On three real members: the primary is killed with documents that only it has, amid a build or while a node follows. */
@EnabledIfEnvironmentVariable(named = "MONGOD", matches = ".+", disabledReason = "MONGOD names no binary to start three members of")
class FailoverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORDERS = 6_000;

    private final EventStore events = EmbeddedEventStore.builder().storageEngine(new InMemoryEvents()).build();
    private final Projection<Tally> projection = Tallies.completing(2);

    @Test
    void whatWasWrittenUnderAPrimaryThatDiesIsBuiltAgain(@TempDir Path folder) throws Exception {
        storeOrders("a");
        int before = 2 * ORDERS;
        storeOrders("b");
        try (ReplicaSet servers = new ReplicaSet(Path.of(System.getenv("MONGOD")), folder);
                MongoClient client = MongoClients.create(MongoClientSettings.builder().timeout(5, TimeUnit.SECONDS)
                        .applyConnectionString(new ConnectionString(servers.uri())).build())) {
            MongoDatabase database = client.getDatabase("failover");
            EventHistory history = losingThePrimaryAfter(before, servers, database);
            try (Node node = new Node(database, "one", events, projection, history, folder)) {
                await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class)
                        .until(() -> node.running.views().live(projection) != null);
                assertThat(database.getCollection("tally.1").countDocuments()).isEqualTo(2 * ORDERS);
            }
        }
    }

    @Test
    void whatAFollowerHasFoundUnderAPrimaryThatDiesIsFoldedAgain(@TempDir Path folder) throws Exception {
        storeOrders("a");
        try (ReplicaSet servers = new ReplicaSet(Path.of(System.getenv("MONGOD")), folder);
                MongoClient client = MongoClients.create(MongoClientSettings.builder().timeout(5, TimeUnit.SECONDS)
                        .applyConnectionString(new ConnectionString(servers.uri())).build());
                Node node = new Node(client.getDatabase("failover"), "one", events, projection)) {
            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(Refusal.class)
                    .until(() -> node.running.views().live(projection) != null);
            servers.stopReplicating();
            OrderId order = new OrderId("late");
            History late = History.of(new OrderApproved(order), new OrderCancelled(order));
            // By another node, say, whose segment this was, and who has not heard from most servers.
            new Follower<>(projection, node.running.store().documents(projection, 1).unsecured()).follow(late.messages());
            events.publish(late.messages());
            await().atMost(PATIENCE).until(() -> somethingWaits(client));
            servers.killPrimary();

            await().atMost(PATIENCE).ignoreExceptionsInstanceOf(MongoException.class).until(
                    () -> client.getDatabase("failover").getCollection("tally.1").countDocuments(Filters.eq("late")) == 1);
        }
    }

    /** For most servers to have what was written of the view or of its tokens. */
    private static boolean somethingWaits(MongoClient client) {
        return client.getDatabase("admin").aggregate(List.of(new Document("$currentOp", new Document()),
                Aggregates.match(Filters.and(Filters.regex("ns", "^failover\\.tally\\.1"), Filters.gt("microsecs_running", 500_000)))))
                .first() != null;
    }

    private void storeOrders(String prefix) {
        History history = new History();
        for (int i = 0; i < ORDERS; i++) {
            OrderId order = new OrderId(prefix + i);
            history.then(new DomainEvent[] {new OrderApproved(order), new OrderCancelled(order)});
        }
        events.publish(history.messages());
    }

    /** Once; whoever reads again has it as it is. */
    private EventHistory losingThePrimaryAfter(int before, ReplicaSet servers, MongoDatabase database) {
        EventHistory all = new StreamedHistory(events);
        boolean[] lost = {false};
        return new EventHistory() {

            @Override
            public long head() {
                return all.head();
            }

            @Override
            public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException {
                if (!lost[0]) {
                    servers.stopReplicating();
                }
                all.read(after, events -> {
                    if (!lost[0] && Positions.ofEvent(events.getLast()) > before) {
                        lost[0] = true;
                        await().atMost(PATIENCE).until(() -> database.getCollection("tally.1").countDocuments() >= ORDERS / 2);
                        servers.killPrimary();
                    }
                    page.accept(events);
                });
            }
        };
    }
}
