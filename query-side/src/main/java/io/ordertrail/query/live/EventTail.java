package io.ordertrail.query.live;

import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.processors.UnbrokenStream;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.query.Queries;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.views.history.Positions;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event store for all streams of this node, by one thread, as long as there are any. It misses nothing: after a failure it goes on
 * where it was, and past a gap that may still fill it does not go.
 */
final class EventTail {

    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

    /** So much before the present it begins, for those who come from a node that has died. */
    private static final int LOOK_BACK = 2_000;

    private static final int BATCH = 200;
    private static final Duration WAIT = Duration.ofMillis(500);

    /** It stays for who comes back. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final EventStore store;
    private final RecentEvents recent;
    private final Owners owners;
    private final BooleanSupplier wanted;
    private final SharedLook head;
    private final Supervisor supervisor;
    private Supervised following;
    private final UnbrokenStream stream;
    private volatile boolean stopped;
    private volatile long lastWanted;

    /** @param wanted whether there are streams */
    EventTail(EventStore store, Queries queries, RecentEvents recent, BooleanSupplier wanted, Supervisor supervisor) {
        this.store = store;
        this.stream = new UnbrokenStream(store);
        this.recent = recent;
        this.owners = new Owners(queries);
        this.wanted = wanted;
        this.supervisor = supervisor;
        this.head = new SharedLook(() -> Positions.of(store.createHeadToken()));
    }

    /** From here on {@link RecentEvents} are followed, for as long as it is wanted. */
    synchronized void start() {
        lastWanted = System.nanoTime();
        if (following == null && !stopped) {
            recent.begin(Math.max(0, head() - LOOK_BACK));
            following = supervisor.until("live-tail", Duration.ZERO, this::follow);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (following != null) {
            following.cancel();
        }
    }

    /** Position of the last event stored. */
    long head() {
        return head.take();
    }

    /** When the event at a position, or the next one, happened. */
    Instant timeOf(long position) {
        try (BlockingStream<TrackedEventMessage<?>> stream = store.openStream(Positions.after(position - 1, store.createHeadToken()))) {
            return stream.hasNextAvailable((int) WAIT.toMillis(), TimeUnit.MILLISECONDS) ? stream.nextAvailable().getTimestamp()
                    : Instant.EPOCH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Instant.EPOCH;
        }
    }

    /** @return whether nobody wants it any more */
    private boolean follow() throws InterruptedException {
        boolean well = false;
        try {
            boolean on = goesOn();
            if (on) {
                read();
            }
            well = true;
            return !on;
        } finally {
            if (!well) {
                stream.close();
            }
        }
    }

    private synchronized boolean goesOn() {
        if (wanted.getAsBoolean()) {
            lastWanted = System.nanoTime();
        }
        boolean on = !stopped && System.nanoTime() - lastWanted < IDLE.toNanos();
        if (!on) {
            // Now, for whoever follows next has one of its own.
            stream.close();
            following = null;
        }
        return on;
    }

    private void read() throws InterruptedException {
        take(stream.next(recent.to(), BATCH, WAIT));
    }

    private void take(List<TrackedEventMessage<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<RecordedEvent> ofOrders = batch.stream().flatMap(event -> ofOrder(event).stream()).toList();
        long position = Positions.of(batch.getLast().trackingToken());
        owners.learn(ofOrders, position);
        recent.append(ofOrders.stream().map(this::live).toList(), position);
    }

    private LiveEvent live(RecordedEvent event) {
        String order = OrderKey.of(event);
        boolean onBoard = event.payload() instanceof TicketEvent || event.payload() instanceof OrderRevised;
        return new LiveEvent(event.position(), event.type(), order, owners.of(event), onBoard,
                new ConsistencyToken(event.aggregate(), event.sequence(), order));
    }

    /** One that cannot be read is shown nowhere. */
    private static Optional<RecordedEvent> ofOrder(TrackedEventMessage<?> message) {
        try {
            return message instanceof DomainEventMessage<?> ours && ours.getPayload() instanceof DomainEvent
                    ? Optional.of(Recording.of(ours)).filter(event -> OrderKey.of(event) != null)
                    : Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("Event {} cannot be read, and is not sent to live streams: {}", message.getIdentifier(), e.toString());
            return Optional.empty();
        }
    }
}
