package io.ordertrail.views.rebuild.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.views.documents.MemoryStore;
import io.ordertrail.views.following.Readers;
import io.ordertrail.views.following.Tallies;
import io.ordertrail.views.following.Tally;
import io.ordertrail.views.history.HeavyEvent;
import io.ordertrail.views.history.History;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Recording;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

class ShardBuildTest {

    private final Projection<Tally> projection = Tallies.projection();
    private final MemoryStore<Tally> store = new MemoryStore<>();
    private final Queue<Runnable> writes = new ArrayDeque<>();
    private final WrittenIds written = new WrittenIds(100);
    private final ShardBuild<Tally> build = new ShardBuild<>(projection, new Shard(0, "me", 0, 0, 0, 0, false, null),
            new Writer<>(store, null, new Readers()), written, writes::add, new Semaphore(100), ShardBuild.BATCH);
    private final History history = new History();

    @Test
    void oneOrderThatStaysOpenDoesNotHoldTheLowWaterBack() throws InterruptedException {
        apply(new OrderApproved(new OrderId("open")));
        for (int i = 0; i < 50; i++) {
            apply(new OrderApproved(new OrderId("o" + i)));
        }
        assertThat(build.lowWater(51)).isZero();
        build.writeOlderThan(41);
        assertThat(build.lowWater(51)).as("not before it is in the store").isZero();
        writes.forEach(Runnable::run);
        assertThat(build.lowWater(51)).isEqualTo(40);
        assertThat(store.documents()).containsKey("open").hasSize(40);
        assertThat(build.open()).isEqualTo(11);
    }

    @Test
    void whatComesForADocumentThatIsWrittenGoesOnFromThere() throws InterruptedException {
        OrderId order = new OrderId("o");
        apply(new OrderApproved(order));
        build.writeOlderThan(Long.MAX_VALUE);
        writes.remove().run();
        apply(new OrderCancelled(order));
        build.writeOlderThan(Long.MAX_VALUE);
        writes.remove().run();
        assertThat(store.documents().get("o").revision()).isEqualTo(2);
        assertThat(store.documents().get("o").entry().orderEvents()).isEqualTo(2);
        assertThat(build.documents()).isEqualTo(1);
    }

    @Test
    void whatIsHeavyWaitsForFewOthersToBeWrittenWith() throws InterruptedException {
        ShardBuild<Tally> completing = new ShardBuild<>(Tallies.completing(2), new Shard(0, "me", 0, 0, 0, 0, false, null),
                new Writer<>(store, null, new Readers()), written, writes::add, new Semaphore(100), ShardBuild.BATCH);
        for (int i = 0; i < 3; i++) {
            OrderId order = new OrderId("o" + i);
            history.then(new OrderApproved(order), new OrderCancelled(order));
        }
        for (DomainEventMessage<?> message : history.messages()) {
            completing.apply(Recording.arrival(projection, HeavyEvent.of((TrackedEventMessage<?>) message, 500_000, () -> message)), 1,
                    (shard, id) -> null);
        }
        assertThat(completing.openBytes()).isZero();
        assertThat(writes).hasSize(1);
    }

    /** A shard that has been saved at less would be followed from there. */
    @Test
    void allIsInTheStoreWhenAllHasBeenAwaited() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 1; i <= 2_000; i++) {
                ShardBuild<Tally> threaded = new ShardBuild<>(projection, new Shard(0, "me", 0, 0, 0, 0, false, null),
                        new Writer<>(store, null, new Readers()), new WrittenIds(1), threads, new Semaphore(100), ShardBuild.BATCH);
                history.then(new OrderApproved(new OrderId("o" + i)));
                threaded.apply(Recording.arrival(projection, history.messages().getLast()), 1, (shard, id) -> null);
                threaded.sendAll();
                threaded.awaitAll();
                assertThat(threaded.lowWater(1)).isEqualTo(1);
            }
        }
    }

    private void apply(DomainEvent event) throws InterruptedException {
        history.then(event);
        int position = history.messages().size();
        build.apply(Recording.arrival(projection, history.messages().getLast()), position,
                (shard, id) -> store.find(List.of(id)).get(id));
    }
}
