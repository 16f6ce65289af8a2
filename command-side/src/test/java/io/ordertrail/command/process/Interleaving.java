package io.ordertrail.command.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.axonframework.eventhandling.EventMessage;

/**
 * Handles a world's events as a processor with a segment per sequence would, all segments at the same time: each has a thread of its own,
 * but only one of them runs, up to its next boundary, and a seed decides which.
 */
final class Interleaving {

    private final World world;
    private final Random random;
    private final StepSequence sequence = new StepSequence();
    /** What runs, by its lane: a sequence of events, or one that is alone. */
    private final Map<Object, Actor> busy = new LinkedHashMap<>();
    private final Map<Object, Integer> handled = new HashMap<>();

    Interleaving(World world, Random random) {
        this.world = world;
        this.random = random;
        world.shuffleProcesses(random);
        world.boundary = Actor::pause;
    }

    /** Lets one of those who can go on do so; false if nobody can. */
    boolean step() {
        List<Runnable> moves = moves();
        if (moves.isEmpty()) {
            return false;
        }
        moves.get(random.nextInt(moves.size())).run();
        return true;
    }

    void rest() {
        while (step()) {
            // Goes on.
        }
    }

    private List<Runnable> moves() {
        List<Runnable> moves = new ArrayList<>();
        busy.forEach((lane, actor) -> moves.add(() -> goOn(lane, actor, false)));
        nextEvents().forEach((lane, event) -> {
            if (!busy.containsKey(lane)) {
                moves.add(() -> begin(lane, () -> handle(lane, event)));
            }
        });
        world.due().forEach(ticket -> {
            String lane = "deadline of " + ticket;
            if (!busy.containsKey(lane)) {
                moves.add(() -> begin(lane, () -> world.fallDue(ticket)));
            }
        });
        return moves;
    }

    private Map<Object, EventMessage<?>> nextEvents() {
        Map<Object, EventMessage<?>> next = new LinkedHashMap<>();
        Map<Object, Integer> seen = new HashMap<>();
        for (EventMessage<?> event : world.recorded()) {
            Object lane = sequence.getSequenceIdentifierFor(event);
            if (seen.merge(lane, 1, Integer::sum) == handled.getOrDefault(lane, 0) + 1) {
                next.put(lane, event);
            }
        }
        return next;
    }

    private void handle(Object lane, EventMessage<?> event) {
        world.handle(event);
        handled.merge(lane, 1, Integer::sum);
    }

    /** An old event comes again, beside whatever its sequence is at: another node believes that it still owns the segment. */
    void repeatSomething() {
        List<EventMessage<?>> events = world.recorded();
        if (!events.isEmpty()) {
            EventMessage<?> event = events.get(random.nextInt(events.size()));
            begin(new Object(), () -> world.handle(event));
        }
    }

    /** Someone who runs dies; the event will come again. */
    void crashSomeone() {
        List<Object> lanes = List.copyOf(busy.keySet());
        if (!lanes.isEmpty()) {
            Object lane = lanes.get(random.nextInt(lanes.size()));
            goOn(lane, busy.get(lane), true);
        }
    }

    private void begin(Object lane, Runnable work) {
        Actor actor = new Actor(work);
        busy.put(lane, actor);
        goOn(lane, actor, false);
    }

    private void goOn(Object lane, Actor actor, boolean crash) {
        actor.run(crash);
        if (actor.isOver) {
            busy.remove(lane);
            if (actor.failure != null) {
                throw new AssertionError(actor.failure);
            }
        }
    }

    /** A thread that runs when told to, until its next boundary. */
    private static final class Actor {

        private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

        private final Semaphore go = new Semaphore(0);
        private final Semaphore paused = new Semaphore(0);
        private boolean isCrashing;
        private boolean isOver;
        private Throwable failure;

        Actor(Runnable work) {
            Thread.ofPlatform().daemon().start(() -> {
                CURRENT.set(this);
                go.acquireUninterruptibly();
                try {
                    work.run();
                } catch (Crash crash) {
                    // It was never finished.
                } catch (Throwable e) {
                    failure = e;
                }
                isOver = true;
                paused.release();
            });
        }

        void run(boolean crash) {
            isCrashing = crash;
            go.release();
            paused.acquireUninterruptibly();
        }

        static void pause() {
            Actor actor = CURRENT.get();
            if (actor != null) {
                actor.paused.release();
                actor.go.acquireUninterruptibly();
                if (actor.isCrashing) {
                    throw new Crash();
                }
            }
        }
    }
}
