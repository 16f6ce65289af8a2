package io.ordertrail.standalone;

import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's own event store, but its streams tell their readers when there is something new. Otherwise a processor that has caught up looks only
 * every half second, and an order waits that long at each of its steps.
 */
class PromptEventStore extends EmbeddedEventStore {

    private static final int WAIT_MILLIS = 1_000;

    /** Who comes while others are being told is not told as well: what that is about was there before. */
    private final Set<Runnable> readers = new CopyOnWriteArraySet<>();
    private final Supervisor supervisor;
    private Supervised bell;
    private boolean shut;

    /** What the bell listens to; once it runs, only its own thread uses it. */
    private TrackingEventStream latest;

    PromptEventStore(Builder builder, Supervisor supervisor) {
        super(builder.threadFactory(supervisor.lasting("event-store")));
        this.supervisor = supervisor;
    }

    @Override
    public TrackingEventStream openStream(TrackingToken trackingToken) {
        startBell();
        return new PromptStream(super.openStream(trackingToken));
    }

    /** Only who reads needs it: it would outlive a store that nobody has started, and so nobody stops. */
    private synchronized void startBell() {
        if (bell == null && !shut) {
            // Open before the first reader is, as an event may be stored sooner than a thread starts.
            latest = caughtUp();
            bell = supervisor.loop("event-bell", this::ringForEachEvent);
        }
    }

    @Override
    public synchronized void shutDown() {
        shut = true;
        if (bell != null) {
            bell.cancel();
        }
        super.shutDown();
    }

    private void ringForEachEvent() throws InterruptedException {
        boolean well = false;
        try {
            if (latest == null) {
                latest = caughtUp();
                // Of what has come since it stopped listening.
                Supervisor.each(readers, Runnable::run);
            }
            if (latest.hasNextAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                while (latest.hasNextAvailable()) {
                    latest.nextAvailable();
                }
                Supervisor.each(readers, Runnable::run);
            }
            well = true;
        } finally {
            if (!well) {
                letGo();
            }
        }
    }

    private void letGo() {
        TrackingEventStream broken = latest;
        latest = null;
        if (broken != null) {
            broken.close();
        }
    }

    /**
     * A stream that sees an event no sooner than the others can. Axon's streams read from the storage by themselves until they have found
     * nothing more; from then on all are handed the same, by one thread, which may be later than who reads by himself.
     */
    private TrackingEventStream caughtUp() {
        TrackingEventStream events = super.openStream(createHeadToken());
        events.hasNextAvailable();
        return events;
    }

    private final class PromptStream implements TrackingEventStream {

        private final TrackingEventStream stream;
        private Runnable reader;

        PromptStream(TrackingEventStream stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            reader = callback;
            return readers.add(callback);
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            if (reader != null) {
                readers.remove(reader);
            }
            stream.close();
        }
    }
}
