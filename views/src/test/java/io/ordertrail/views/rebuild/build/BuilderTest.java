package io.ordertrail.views.rebuild.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketPreparationStarted;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.documents.Documents;
import io.ordertrail.views.documents.StoreTest;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.History;
import io.ordertrail.views.membership.Nodes;
import io.ordertrail.views.projection.Folded;
import io.ordertrail.views.projection.Projection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@StoreTest
class BuilderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of one shard, and more than are written together. */
    private static final List<OrderId> ORDERS = IntStream.iterate(0, i -> i + 1).mapToObj(i -> new OrderId("o" + i))
            .filter(order -> Math.floorMod(order.value().hashCode(), Shards.COUNT) == 0).limit(ShardBuild.BATCH + 100).toList();

    private final Projection<Tally> projection = Tallies.completing(2);
    private final History history = new History();
    private final Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());

    @AfterEach
    void end() {
        supervisor.close();
    }

    /** The kind: what one primary has written counts as safe, or as all there ever was, under the next. */
    @Test
    void whatIsLostWithAPrimaryIsBuiltAgainFromTheLastLowWater(MongoDatabase database) throws InterruptedException {
        Membership membership = new Membership(database, "one");
        ViewStore store = new ViewStore(database, membership);
        store.index(projection, 1);
        Documents<Tally> documents = store.documents(projection, 1);
        FailingOver failover = new FailingOver(database, "tally.1");
        Shards shards = new Shards(store, "tally", 1, new Nodes(membership), Clock.systemUTC());
        shards.make(0);
        history.then(each(OrderApproved::new)).then(each(OrderCancelled::new));
        int before = history.messages().size();
        history.then(each(order -> new TicketPreparationStarted(TicketId.of(order), order)));

        List<Shard> claimed = shards.claim(1);
        assertThat(claimed).extracting(Shard::id).containsExactly(0);
        Builder<Tally> builder = builder(documents, shards, failover, before, () -> {
            await().atMost(PATIENCE).until(() -> documents.collection().countDocuments() >= ShardBuild.BATCH);
            failover.loseThePrimary();
        });
        assertThatThrownBy(() -> builder.build(claimed))
                .satisfies(failure -> assertThat(Builder.cause(failure)).hasMessageContaining("has become primary"));
        claimed.forEach(shards::release);

        builder(documents, shards, failover, before, () -> {
        }).build(shards.claim(1));
        Map<String, Tally> built = new HashMap<>();
        documents.forEach(stored -> built.put(stored.id(), stored.entry()));
        assertThat(built).isEqualTo(Folded.by(projection, history));
    }

    private List<DomainEvent> each(java.util.function.Function<OrderId, DomainEvent> event) {
        return ORDERS.stream().map(event).toList();
    }

    private Builder<Tally> builder(Documents<Tally> documents, Shards shards, FailingOver failover, int before, Runnable between) {
        return new Builder<>(projection, documents, null, new EventHistory() {

            @Override
            public long head() {
                return history.messages().size();
            }

            @Override
            public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) {
                List<TrackedEventMessage<?>> all = history.messages().stream().<TrackedEventMessage<?>>map(
                        message -> (TrackedEventMessage<?>) message).toList();
                page.accept(all.subList(0, before));
                between.run();
                page.accept(all.subList(before, all.size()));
            }
        }, shards, failover.securing(), new Readers(), supervisor);
    }
}
