package io.ordertrail.standalone;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Axon's own event store, but its streams tell their readers when there is something new. Otherwise a processor that has caught up looks only
 * every half second, and an order waits that long at each of its steps.
 */
class PromptEventStore extends EmbeddedEventStore {

    private static final Logger LOG = LoggerFactory.getLogger(PromptEventStore.class);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    /** Who comes while others are being told is not told as well: what that is about was there before. */
    private final Set<Runnable> readers = new CopyOnWriteArraySet<>();
    private final Thread bell = Thread.ofPlatform().daemon().name("event-bell").unstarted(this::ringForEachEvent);

    /** For the bell to begin with: open before the first reader is, as an event may be stored sooner than a thread starts. */
    private TrackingEventStream prepared;

    PromptEventStore(Builder builder) {
        super(builder);
    }

    @Override
    public TrackingEventStream openStream(TrackingToken trackingToken) {
        startBell();
        return new PromptStream(super.openStream(trackingToken));
    }

    /** Only who reads needs it: it would outlive a store that nobody has started, and so nobody stops. */
    private synchronized void startBell() {
        if (bell.getState() == Thread.State.NEW) {
            prepared = caughtUp();
            bell.start();
        }
    }

    @Override
    public void shutDown() {
        bell.interrupt();
        super.shutDown();
    }

    private void ringForEachEvent() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                listen();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Readers of the event store may be late, because its latest events cannot be read: {}", e.toString());
                pause();
            }
        }
    }

    private void listen() throws InterruptedException {
        try (TrackingEventStream events = prepared == null ? caughtUp() : prepared) {
            prepared = null;
            while (true) {
                events.nextAvailable();
                while (events.hasNextAvailable()) {
                    events.nextAvailable();
                }
                readers.forEach(Runnable::run);
            }
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

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
