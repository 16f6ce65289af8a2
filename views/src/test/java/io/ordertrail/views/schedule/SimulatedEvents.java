package io.ordertrail.views.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** The store of events as a {@link Schedule} has it: what is stored is stored at once, and handed to who follows when it pleases. */
final class SimulatedEvents implements EventStore {

    private final List<TrackedEventMessage<?>> all = new ArrayList<>();
    private final Set<Stream> streams = new LinkedHashSet<>();
    private int handedOut;

    void store(DomainEventMessage<?> event) {
        all.add(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(all.size()), event));
    }

    int size() {
        return all.size();
    }

    /** All after a position, in so many pages at most. */
    List<List<TrackedEventMessage<?>>> pages(long after, int most) {
        List<List<TrackedEventMessage<?>>> pages = new ArrayList<>();
        int size = Math.max(1, Math.ceilDiv(all.size() - (int) after, most));
        for (int from = (int) after; from < all.size(); from += size) {
            pages.add(List.copyOf(all.subList(from, Math.min(from + size, all.size()))));
        }
        return pages;
    }

    /** Whoever follows is handed all events up to this one. */
    void handOut(int upTo) {
        if (upTo > handedOut) {
            handedOut = upTo;
            List.copyOf(streams).forEach(stream -> stream.hearer.run());
        }
    }

    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {

        private int next;
        private Runnable hearer = () -> {
        };

        Stream(int next) {
            this.next = next;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            hearer = callback;
            streams.add(this);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasNextAvailable() ? Optional.of(all.get(next)) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable() {
            return next < handedOut;
        }

        /** Who waits gets what there is. */
        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return next < all.size();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return all.get(next++);
        }

        @Override
        public void close() {
            streams.remove(this);
        }
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        return new Stream(token == null ? 0 : (int) (token.position().orElseThrow() + 1));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(all.size() - 1);
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        int before = 0;
        while (before < all.size() && all.get(before).getTimestamp().isBefore(time)) {
            before++;
        }
        return new GlobalSequenceTrackingToken(before - 1);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DomainEventStream readEvents(String aggregate) {
        return DomainEventStream.of(all.stream().map(event -> (DomainEventMessage<?>) event)
                .filter(event -> event.getAggregateIdentifier().equals(aggregate)).toList());
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
        return () -> true;
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super EventMessage<?>> interceptor) {
        return () -> true;
    }
}
