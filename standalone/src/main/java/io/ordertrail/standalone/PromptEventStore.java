package io.ordertrail.standalone;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    /** From before the store is handed out: an event may be stored sooner than the bell's thread begins. */
    private TrackingToken heard = createHeadToken();
    private final Thread bell = Thread.ofPlatform().daemon().name("event-bell").unstarted(this::ringForEachEvent);

    PromptEventStore(Builder builder) {
        super(builder);
        bell.start();
    }

    @Override
    public TrackingEventStream openStream(TrackingToken trackingToken) {
        return new PromptStream(super.openStream(trackingToken));
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

    /** A reader of its own, which sees an event no sooner than the others can. */
    private void listen() throws InterruptedException {
        try (TrackingEventStream events = super.openStream(heard)) {
            while (true) {
                heard = events.nextAvailable().trackingToken();
                while (events.hasNextAvailable()) {
                    heard = events.nextAvailable().trackingToken();
                }
                readers.forEach(Runnable::run);
            }
        }
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
