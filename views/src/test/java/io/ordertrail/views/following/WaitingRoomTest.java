package io.ordertrail.views.following;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.history.History;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ConsistencyToken FIRST = new ConsistencyToken("order-1", 0, "");
    private static final ConsistencyToken SECOND = new ConsistencyToken("order-1", 1, "");
    private static final ConsistencyToken TICKET = new ConsistencyToken("ticket-1", 0, "");
    private static final ConsistencyToken NOT_OF_THIS_VIEW = new ConsistencyToken("courier-9", 0, "");

    private final Set<ConsistencyToken> seen = ConcurrentHashMap.newKeySet();
    private final List<Integer> looks = new CopyOnWriteArrayList<>();
    private final Semaphore allowed = new Semaphore(0);
    private final Supervisor supervisor = new Supervisor(new SimpleMeterRegistry());
    private final List<Boolean> hurries = new CopyOnWriteArrayList<>();
    private final WaitingRoom room = new WaitingRoom(new Tally.Projection(), this::look, hurries::add, supervisor);

    private Set<ConsistencyToken> look(Collection<ConsistencyToken> tokens) {
        allowed.acquireUninterruptibly();
        looks.add(tokens.size());
        Set<ConsistencyToken> found = new HashSet<>(tokens);
        found.retainAll(seen);
        return found;
    }

    @Test
    void aCallerIsCalledWhenALookFindsItsEvent() {
        CompletableFuture<Void> caller = room.enter(List.of(FIRST));
        allowed.release(3);
        await().atMost(PATIENCE).until(() -> looks.size() == 3);
        assertThat(caller).isNotDone();
        seen.add(FIRST);
        allowed.release();
        assertThat(caller).succeedsWithin(PATIENCE);
    }

    @Test
    void theViewHurriesAsLongAsAnybodyWaits() {
        CompletableFuture<Void> caller = room.enter(List.of(FIRST));
        assertThat(hurries).containsExactly(true);
        room.enter(List.of(TICKET)).cancel(false);
        seen.add(FIRST);
        allowed.release(1_000);
        assertThat(caller).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hurries).containsExactly(true, false));
    }

    @Test
    void aCallerIsCalledAtOnceByWhatThisNodeWrites() {
        CompletableFuture<Void> first = room.enter(List.of(FIRST));
        CompletableFuture<Void> second = room.enter(List.of(SECOND));
        History history = History.of(new OrderApproved(new OrderId("1")));
        room.written(history.messages());
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        room.written(history.then(new OrderCancelled(new OrderId("1"))).messages());
        assertThat(second).isCompleted();
        assertThat(looks).isEmpty();
    }

    @Test
    void aCallerWithSeveralTokensIsCalledByTheLastOfThem() {
        CompletableFuture<Void> caller = room.enter(List.of(SECOND, TICKET, NOT_OF_THIS_VIEW));
        seen.add(TICKET);
        allowed.release(2);
        await().atMost(PATIENCE).until(() -> looks.size() == 2);
        assertThat(looks).containsExactly(2, 1);
        assertThat(caller).isNotDone();
        room.written(History.of(new OrderApproved(new OrderId("1")), new OrderCancelled(new OrderId("1"))).messages());
        assertThat(caller).isCompleted();
    }

    @Test
    void whoWaitsForNothingOfThisViewIsCalledAtOnce() {
        assertThat(room.enter(List.of(NOT_OF_THIS_VIEW))).isCompleted();
    }

    @Test
    void manyCallersCostNoMoreLooksThanOneAndEachIsCalled() {
        List<CompletableFuture<Void>> callers = IntStream.range(0, 10_000)
                .mapToObj(i -> room.enter(List.of(new ConsistencyToken("order-" + i, 0, ""), FIRST))).toList();
        allowed.release(21);
        await().atMost(PATIENCE).until(() -> looks.size() == 21);
        assertThat(looks).allMatch(tokens -> tokens <= 500);
        assertThat(looks.stream().mapToInt(Integer::intValue).sum()).as("each was looked at").isGreaterThanOrEqualTo(10_000);
        IntStream.range(0, 10_000).forEach(i -> seen.add(new ConsistencyToken("order-" + i, 0, "")));
        allowed.release(1_000);
        assertThat(CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new))).succeedsWithin(PATIENCE);
        assertThat(looks.size()).isLessThan(50);
    }

    @Test
    void whoComesAnewIsLookedAtBeforeThoseWhoHaveWaitedForLong() {
        IntStream.range(0, 5_000).forEach(i -> room.enter(List.of(new ConsistencyToken("order-" + i, 7, ""))));
        allowed.release(3);
        await().atMost(PATIENCE).until(() -> looks.size() == 3);
        CompletableFuture<Void> late = room.enter(List.of(FIRST));
        seen.add(FIRST);
        // The look that is under way has chosen already.
        allowed.release(2);
        assertThat(late).succeedsWithin(PATIENCE);
    }

    @Test
    void nobodyLooksWhenNobodyWaits() {
        CompletableFuture<Void> gone = room.enter(List.of(FIRST));
        CompletableFuture<Void> stays = room.enter(List.of(FIRST, TICKET));
        gone.cancel(false);
        allowed.release();
        await().atMost(PATIENCE).until(() -> looks.size() == 1);
        assertThat(stays).isNotDone();
        stays.cancel(false);
        allowed.release(1_000);
        await().atMost(PATIENCE).until(() -> !room.isLooking());
        CompletableFuture<Void> another = room.enter(List.of(TICKET));
        seen.add(TICKET);
        assertThat(another).succeedsWithin(PATIENCE);
    }

    @Test
    void aLookThatFailsIsFollowedByAnother() {
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        WaitingRoom shaky = new WaitingRoom(new Tally.Projection(), tokens -> {
            attempts.add(tokens.size());
            if (attempts.size() < 3) {
                throw new OutOfMemoryError("Java heap space");
            }
            return Set.copyOf(tokens);
        }, hurries::add, supervisor);
        assertThat(shaky.enter(List.of(FIRST))).succeedsWithin(PATIENCE);
    }
}
