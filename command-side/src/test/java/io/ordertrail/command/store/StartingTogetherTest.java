package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.command.IdempotencyKeys.State;
import io.ordertrail.command.deadline.DeadlineRepository;
import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.WaitingDelivery;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Nodes that start at the same time on a database in which nothing is yet. Every first write is a race that all but one lose, and nobody may
 * die of it.
 */
@StoreTest
class StartingTogetherTest {

    private static final int NODES = 4;
    private static final String PROCESSOR = "processes";
    private static final Instant DUE = Instant.parse("2026-11-21T18:00:00Z");
    private static final OrderId ORDER = new OrderId("01KAV9Z5N3Q8T6M2X4R7W0Y1BC");
    private static final CourierAvailability COURIER = new CourierAvailability(new CourierId("01KAV9Y0A1B2C3D4E5F6G7H8JK"), true, 2, 0,
            Instant.EPOCH, 1);

    private final CyclicBarrier together = new CyclicBarrier(NODES);

    /** What a node has found when it had started. */
    private record Started(String storage, Set<Integer> segments, State claim) {
    }

    @RepeatedTest(10)
    void fourNodesStartAtOnceOnEmptyStores(MongoClient client) throws Exception {
        MongoDatabase database = client.getDatabase("test-" + UUID.randomUUID());
        try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
            List<Callable<Started>> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                String name = "node-" + i;
                nodes.add(() -> start(database, name));
            }
            List<Started> started = new ArrayList<>();
            for (Future<Started> node : threads.invokeAll(nodes)) {
                started.add(node.get());
            }
            assertThat(started).extracting(Started::storage).doesNotContainNull();
            assertThat(new HashSet<>(started.stream().map(Started::storage).toList())).hasSize(1);
            assertThat(started).extracting(Started::segments).containsOnly(Set.of(0, 1, 2, 3));
            assertThat(started).extracting(Started::claim)
                    .containsExactlyInAnyOrder(State.TAKEN, State.IN_PROGRESS, State.IN_PROGRESS, State.IN_PROGRESS);
            assertThat(new MongoDeadlineRepository(database).take(DUE, DUE.plusSeconds(1), DUE.plusSeconds(2), 10)).hasSize(1);
            assertThat(new MongoDispatchRepository(database, DUE).couriersWithRoom(null, 10)).containsExactly(COURIER);
            assertThat(new MongoDispatchRepository(database, DUE).waiting(10)).extracting(WaitingDelivery::orderId).containsExactly(ORDER);
        } finally {
            database.drop();
        }
    }

    /** A node that has died on its way must not hold the others. */
    private void await() throws Exception {
        together.await(30, TimeUnit.SECONDS);
    }

    /** All first writes that a command side does, each at the same time as the others. */
    private Started start(MongoDatabase database, String name) throws Exception {
        MongoStore store = new MongoStore();
        await();
        Membership membership = new Membership(database, name);
        membership.beat();
        await();
        TokenStore tokens = store.tokenStore(database, Jackson3Serializer.builder().build(), membership);
        await();
        String storage = tokens.retrieveStorageIdentifier().orElseThrow();
        await();
        try {
            tokens.initializeTokenSegments(PROCESSOR, 4, null);
        } catch (UnableToClaimTokenException another) {
            // Is what a processor expects where there are segments.
        }
        await();
        DeadlineRepository deadlines = store.deadlineRepository(database);
        await();
        deadlines.add(TicketId.of(ORDER), DUE);
        await();
        IdempotencyKeys.Claim claim =
                store.idempotencyKeys(database, Duration.ofDays(1)).claim("key", "same", ORDER.value(), name);
        await();
        store.dispatchRepository(database, Clock.systemUTC()).note(COURIER);
        await();
        store.dispatchRepository(database, Clock.systemUTC()).await(new WaitingDelivery(ORDER, DUE, name), DUE);
        await();
        Set<Integer> segments = new HashSet<>();
        for (int segment : tokens.fetchSegments(PROCESSOR)) {
            segments.add(segment);
        }
        return new Started(storage, segments, claim.state());
    }
}
