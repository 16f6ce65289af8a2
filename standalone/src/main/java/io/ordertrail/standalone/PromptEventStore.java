package io.ordertrail.standalone;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/**
 * Axon's embedded event store, which also tells its readers when something new has come. By itself it does not, and a pooled processor that
 * has caught up then looks again only every 500 ms: an order's life, a dozen steps from event to event, would take seconds of waiting.
 */
class PromptEventStore extends EmbeddedEventStore {

    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final Thread watcher = Thread.ofPlatform().daemon().name("event-store-watcher").unstarted(this::watch);

    PromptEventStore(Builder builder) {
        super(builder);
    }

    void start() {
        watcher.start();
    }

    @Override
    public void shutDown() {
        watcher.interrupt();
        super.shutDown();
    }

    @Override
    public TrackingEventStream openStream(TrackingToken token) {
        return new PromptStream(super.openStream(token));
    }

    /** Reads along at the tail, by the cache that all readers there share: what it sees, they see. */
    private void watch() {
        try (TrackingEventStream tail = super.openStream(createHeadToken())) {
            while (!Thread.currentThread().isInterrupted()) {
                tail.nextAvailable();
                while (tail.hasNextAvailable()) {
                    tail.nextAvailable();
                }
                waiting.forEach(Runnable::run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class PromptStream implements TrackingEventStream {

        private final TrackingEventStream events;
        private Runnable callback;

        PromptStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable newCallback) {
            callback = newCallback;
            waiting.add(newCallback);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public void close() {
            if (callback != null) {
                waiting.remove(callback);
            }
            events.close();
        }
    }

    /** As Axon's own, with its defaults. */
    static class Builder extends EmbeddedEventStore.Builder {

        @Override
        public PromptEventStore build() {
            return new PromptEventStore(this);
        }
    }
}
