package io.ordertrail.platform.subscription;

import io.ordertrail.platform.processors.StorePositions;
import io.ordertrail.platform.processors.UnbrokenStream;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.time.ForwardClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers for one subscription, as its owner: one thread reads what is new and keeps what has become of it, a few others call. What was delivered
 * and not yet kept when the process dies is delivered again; what was read and not yet kept is read again.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /** Calls at the same time. */
    static final int CALLS = 8;

    private static final int BATCH = 100;

    /** How long to wait for something new, and so how late what is due may be tried. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Between two writes. */
    private static final Duration KEEPING = Duration.ofMillis(100);

    private final SubscriptionRepository repository;
    private final Channel channel;
    private final EventStore store;
    private final ForwardClock clock;
    private final String node;
    private final BooleanSupplier hasPlace;
    private final Tally tally;
    private final Deliveries deliveries;
    private final UnbrokenStream source;
    private final Interest interest;
    private final ExecutorService calls;
    private final AtomicInteger calling = new AtomicInteger();
    private volatile Subscription subscription;
    private volatile boolean ended;
    private Supervised working;
    private long kept;
    private long keptAt;

    /**
     * @param owned this node's from now on
     * @param hasPlace whether no other node may act in this one's place
     */
    Sender(Subscription owned, Progress progress, SubscriptionRepository repository, Channel channel, EventStore store, Pauses pauses,
            ForwardClock clock, String node, BooleanSupplier hasPlace, Tally tally, Supervisor supervisor) {
        this.subscription = owned;
        this.repository = repository;
        this.channel = channel;
        this.store = store;
        this.clock = clock;
        this.node = node;
        this.hasPlace = hasPlace;
        this.tally = tally;
        this.deliveries = new Deliveries(progress, pauses, clock.instant());
        this.source = new UnbrokenStream(store);
        this.interest = new Interest(store);
        this.calls = supervisor.pool("subscription-calls", CALLS);
        this.kept = deliveries.changes();
        this.keptAt = System.nanoTime();
    }

    void start(Supervisor supervisor) {
        working = supervisor.until("subscription", Duration.ZERO, this::work);
    }

    /** As it is from now on. */
    void follow(Subscription changed) {
        subscription = changed;
    }

    boolean isEnded() {
        return ended;
    }

    /** @return whether this was the last time */
    private boolean work() throws InterruptedException {
        boolean well = false;
        try {
            if (!ended) {
                keep();
                obey();
                read();
                call();
            }
            well = !ended;
            return ended;
        } finally {
            if (!well) {
                source.close();
            }
        }
    }

    /** Whoever has taken over goes on from what was kept last. */
    private void keep() {
        long now = deliveries.changes();
        if (now != kept && System.nanoTime() - keptAt > KEEPING.toNanos()) {
            if (!repository.keep(subscription, node, deliveries.progress())) {
                end();
            }
            kept = now;
            keptAt = System.nanoTime();
        }
    }

    private void obey() {
        Subscription wanted = subscription;
        deliveries.retry(wanted.retry(), clock.instant());
        deliveries.giveUp(wanted.givenUp());
        if (deliveries.replay(wanted.replay())) {
            LOG.info("Subscription {} is told again from behind position {}", wanted.name(), wanted.replay().after());
            source.close();
        }
    }

    private void read() throws InterruptedException {
        int room = isGoing() ? deliveries.room() : 0;
        if (room == 0) {
            source.close();
            LockSupport.parkNanos(PATIENCE.toNanos());
            return;
        }
        List<TrackedEventMessage<?>> events = source.next(deliveries.position(), Math.min(BATCH, room), PATIENCE);
        for (TrackedEventMessage<?> event : events) {
            Optional<Delivery> wanted = interest.of(event, subscription, clock.instant());
            wanted.ifPresentOrElse(deliveries::take, () -> deliveries.pass(StorePositions.of(event.trackingToken())));
        }
    }

    private boolean isGoing() {
        return !ended && subscription.running() && hasPlace.getAsBoolean();
    }

    private void call() {
        while (isGoing() && calling.get() < CALLS && deliveries.isDue(clock.instant())) {
            calling.incrementAndGet();
            try {
                calls.execute(this::deliver);
            } catch (RejectedExecutionException stopping) {
                calling.decrementAndGet();
                return;
            }
        }
    }

    /** One after the other, as long as there is one whose turn it is. */
    private void deliver() {
        try {
            Optional<Delivery> next = deliveries.begin(clock.instant());
            while (next.isPresent()) {
                deliver(next.get());
                next = isGoing() ? deliveries.begin(clock.instant()) : Optional.empty();
            }
        } finally {
            calling.decrementAndGet();
        }
    }

    private void deliver(Delivery delivery) {
        if (!isGoing()) {
            deliveries.leave(delivery);
            return;
        }
        Delivery ended = deliveries.end(delivery, attempt(delivery), clock.instant());
        tally.count(ended);
        if (ended.state() == Delivery.State.PARKED && delivery.state() != Delivery.State.PARKED) {
            LOG.warn("{} ({}) cannot be delivered to subscription {} and is parked, with what follows of {}: {}", ended.type(),
                    ended.eventId(), subscription.name(), ended.key(), ended.problem());
        }
    }

    private Answer attempt(Delivery delivery) {
        try {
            return channel.send(subscription, stored(delivery), delivery.position());
        } catch (Exception | Error failure) {
            return Answer.none(failure);
        }
    }

    private DomainEventMessage<?> stored(Delivery delivery) {
        DomainEventStream stream = store.readEvents(delivery.aggregate(), delivery.sequence());
        DomainEventMessage<?> event = stream.hasNext() ? stream.next() : null;
        if (event == null || !event.getIdentifier().equals(delivery.eventId())) {
            throw new IllegalStateException("The event store has no such event: it was restored from before it");
        }
        return event;
    }

    /** Begins nothing more. It is another's, or nobody's any more. */
    void end() {
        ended = true;
        calls.shutdown();
    }

    /**
     * Begins nothing more, waits for what it has begun, keeps what has become of it and gives it up.
     *
     * @param patience for calls
     */
    void stop(Duration patience) {
        end();
        try {
            if (!calls.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        working.close();
        if (repository.keep(subscription, node, deliveries.progress())) {
            repository.own(subscription, node, null);
        }
    }
}
