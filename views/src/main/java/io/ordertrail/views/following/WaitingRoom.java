package io.ordertrail.views.following;

import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.projection.Projection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/**
 * Where callers wait for a view to have seen their tokens' events. What this node follows itself tells them as it is written. For what other
 * nodes write one look-up, again and again while anybody waits, does for all of them: however many wait, it costs about the same.
 */
public final class WaitingRoom {

    /** How long between two looks. */
    private static final Duration SHORTEST_REST = Duration.ofMillis(10);

    /** Where the store is slow, looking takes a tenth of the time, as long as that does not make callers late. */
    private static final int REST_PER_LOOK = 9;
    private static final Duration LONGEST_REST = Duration.ofMillis(200);

    /** Tokens looked up at once; if more are waited for, they take turns. */
    private static final int MOST_AT_ONCE = 500;

    private final Projection<?> projection;
    private final Function<Collection<ConsistencyToken>, Set<ConsistencyToken>> seen;

    /** Who waits for which token, by the tokens' aggregates; who changes anything here holds it. */
    private final Map<String, Map<ConsistencyToken, Set<Caller>>> waiting = new HashMap<>();

    /** All tokens in {@link #waiting}, the next to be looked up first. */
    private final SequencedSet<ConsistencyToken> turn = new LinkedHashSet<>();

    private final Supervisor supervisor;
    private volatile boolean looking;
    private final Consumer<Boolean> hurry;

    private static final class Caller extends CompletableFuture<Void> {

        /** What the view has not been seen to have; changed only while {@link #waiting} is held. */
        private final Set<ConsistencyToken> missing;

        private Caller(Set<ConsistencyToken> missing) {
            this.missing = missing;
        }
    }

    /**
     * @param seen says which of some tokens the view has seen, as its documents stand
     * @param hurry is told when somebody waits, and when nobody does any more; must return at once
     */
    WaitingRoom(Projection<?> projection, Function<Collection<ConsistencyToken>, Set<ConsistencyToken>> seen, Consumer<Boolean> hurry,
            Supervisor supervisor) {
        this.projection = projection;
        this.seen = seen;
        this.hurry = hurry;
        this.supervisor = supervisor;
    }

    /**
     * Comes to an end when the view has seen all these tokens' events, so that it is worth asking again; what depends on it must return at
     * once. Who no longer wants to wait cancels it.
     */
    public CompletableFuture<Void> enter(Collection<ConsistencyToken> tokens) {
        Caller caller = new Caller(new HashSet<>(projection.shown(tokens)));
        if (caller.missing.isEmpty()) {
            caller.complete(null);
            return caller;
        }
        synchronized (waiting) {
            if (!looking) {
                supervisor.light("waiting room of " + projection.view(), Duration.ZERO, this::look);
                looking = true;
                hurry.accept(true);
            }
            for (ConsistencyToken token : caller.missing) {
                waiting.computeIfAbsent(token.aggregate(), aggregate -> new HashMap<>())
                        .computeIfAbsent(token, another -> new HashSet<>()).add(caller);
                turn.addFirst(token);
            }
        }
        caller.whenComplete((nothing, failure) -> leave(caller));
        return caller;
    }

    private void leave(Caller caller) {
        synchronized (waiting) {
            for (ConsistencyToken token : caller.missing) {
                Set<Caller> callers = waiting.get(token.aggregate()).get(token);
                callers.remove(caller);
                if (callers.isEmpty()) {
                    remove(token);
                }
            }
            caller.missing.clear();
        }
    }

    private Set<Caller> remove(ConsistencyToken token) {
        Map<ConsistencyToken, Set<Caller>> ofAggregate = waiting.getOrDefault(token.aggregate(), Map.of());
        Set<Caller> callers = ofAggregate.containsKey(token) ? ofAggregate.remove(token) : Set.of();
        if (ofAggregate.isEmpty()) {
            waiting.remove(token.aggregate());
        }
        turn.remove(token);
        return callers;
    }

    /** These events are in the documents that queries read. */
    void written(List<? extends EventMessage<?>> events) {
        if (!looking) {
            return;
        }
        Set<ConsistencyToken> arrived = new HashSet<>();
        synchronized (waiting) {
            for (EventMessage<?> event : events) {
                if (event instanceof DomainEventMessage<?> ours) {
                    waiting.getOrDefault(ours.getAggregateIdentifier(), Map.of()).keySet().stream()
                            .filter(token -> token.sequence() <= ours.getSequenceNumber()).forEach(arrived::add);
                }
            }
        }
        call(arrived);
    }

    private void call(Set<ConsistencyToken> arrived) {
        List<Caller> called = new ArrayList<>();
        synchronized (waiting) {
            for (ConsistencyToken token : arrived) {
                for (Caller caller : remove(token)) {
                    caller.missing.remove(token);
                    if (caller.missing.isEmpty()) {
                        called.add(caller);
                    }
                }
            }
        }
        called.forEach(caller -> caller.complete(null));
    }

    boolean isLooking() {
        return looking;
    }

    /** @return whether nobody waits any more */
    private boolean look() {
        List<ConsistencyToken> next = next();
        if (next.isEmpty()) {
            return true;
        }
        long began = System.nanoTime();
        call(seen.apply(next));
        LockSupport.parkNanos(Math.clamp(REST_PER_LOOK * (System.nanoTime() - began), SHORTEST_REST.toNanos(), LONGEST_REST.toNanos()));
        return false;
    }

    /** Whose turn it is; none if nobody waits any more, and then it is not looked again. */
    private List<ConsistencyToken> next() {
        synchronized (waiting) {
            List<ConsistencyToken> next = turn.stream().limit(MOST_AT_ONCE).toList();
            next.forEach(turn::addLast);
            if (next.isEmpty()) {
                looking = false;
                hurry.accept(false);
            }
            return next;
        }
    }
}
