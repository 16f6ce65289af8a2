package io.ordertrail.command.restaurant;

import io.ordertrail.command.UnknownEvents;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * One restaurant as this node last read it. Whoever asks has it brought up to date first, from the event after the last one known; those who
 * ask while that is being done wait for the next time, all for the same one, for what is being read may have been looked for before
 * something that they must see.
 */
class Replica {

    /** One look at the store takes no longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Not asked for so long, it begins again at the snapshot, rather than at events of which there may be many by then. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final RestaurantId id;
    private final EventStore events;
    private final ReentrantLock reading = new ReentrantLock();
    private Look next;

    // What is known, by whoever reads.
    private Restaurant restaurant;
    private long version;
    private long known;
    private Offer offer;

    /** What several wait for; done when it has an offer or a failure, or neither if there is no such restaurant. */
    private static final class Look {
        private boolean done;
        private Offer offer;
        private RuntimeException failure;
    }

    /** @param now time by {@code System.nanoTime()} */
    Replica(RestaurantId id, EventStore events, long now) {
        this.id = id;
        this.events = events;
        this.known = now;
    }

    /**
     * The offer as of now, and not of any time before this was called; null if there is no such restaurant.
     *
     * @param now time by {@code System.nanoTime()}
     */
    Offer offer(long now) {
        Look look = join();
        begin();
        try {
            if (!look.done) {
                leave(look);
                look(look, now);
            }
        } finally {
            reading.unlock();
        }
        if (look.failure != null) {
            throw look.failure;
        }
        return look.offer;
    }

    private synchronized Look join() {
        if (next == null) {
            next = new Look();
        }
        return next;
    }

    /** From here on nobody joins it, for it begins to read. */
    private synchronized void leave(Look look) {
        if (next == look) {
            next = null;
        }
    }

    private void begin() {
        try {
            if (reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(Code.UNAVAILABLE, "The restaurant cannot be asked now; nothing was done");
    }

    private void look(Look look, long now) {
        try {
            catchUp(now);
            look.offer = offer;
        } catch (RuntimeException e) {
            look.failure = e;
        }
        look.done = true;
    }

    private void catchUp(long now) {
        boolean fresh = restaurant != null && now - known < FRESH.toNanos();
        known = now;
        if (!fresh) {
            restaurant = null;
            offer = null;
        }
        DomainEventStream stream = fresh ? events.readEvents(id.toString(), version + 1) : events.readEvents(id.toString());
        while (stream.hasNext()) {
            offer = null;
            evolve(stream.next());
        }
        if (offer == null && restaurant != null) {
            offer = restaurant.offer();
        }
    }

    private void evolve(DomainEventMessage<?> message) {
        switch (UnknownEvents.requireKnown(message)) {
            case Restaurant snapshot -> restaurant = snapshot;
            case RestaurantEvent event -> {
                if (restaurant == null) {
                    restaurant = new Restaurant();
                }
                restaurant.on(event);
            }
            default -> throw new IllegalStateException("%s is no restaurant's".formatted(message.getPayloadType()));
        }
        version = message.getSequenceNumber();
    }
}
