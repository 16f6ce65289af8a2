package io.ordertrail.views.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** The history by way of Axon's own stream, which every event store has. */
public final class StreamedHistory implements EventHistory {

    private static final int PAGE = 2_000;

    /** How long a store may take to hand over what it has. */
    private static final int PATIENCE_SECONDS = 20;

    /** How far an event's time may be from its neighbours': as the clocks of nodes differ, and as an hour that was set wrong. */
    private static final List<Duration> AROUND = List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(2));

    private final StreamableMessageSource<TrackedEventMessage<?>> source;

    public StreamedHistory(StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.source = source;
    }

    @Override
    public long head() {
        return Positions.of(source.createHeadToken());
    }

    @Override
    public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException {
        TrackingToken head = source.createHeadToken();
        long end = Positions.of(head);
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(Positions.after(after, head))) {
            for (long position = after; position < end;) {
                List<TrackedEventMessage<?>> events = new ArrayList<>(PAGE);
                while (events.size() < PAGE && position < end && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    events.add(stream.nextAvailable());
                    position = Positions.ofEvent(events.getLast());
                }
                if (events.isEmpty()) {
                    throw new IllegalStateException("The event store has handed over nothing for %d s, at event %d of %d"
                            .formatted(PATIENCE_SECONDS, position, end));
                }
                page.accept(events);
            }
        }
    }

    /** Found by its time: near the events of that time, or where clocks did not agree, farther from them, or anywhere. */
    @Override
    public long position(DomainEventMessage<?> event) {
        long end = head();
        Instant time = event.getTimestamp();
        try {
            for (Duration around : AROUND) {
                long position = find(event, source.createTokenAt(time.minus(around)), time.plus(around), end);
                if (position > 0) {
                    return position;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("This thread is wanted back");
        }
        return EventHistory.super.position(event);
    }

    /** @return 0 if it is not there before one of a later time than this */
    private long find(DomainEventMessage<?> event, TrackingToken begin, Instant until, long end) throws InterruptedException {
        try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(begin)) {
            for (long position = Positions.of(begin); position < end && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);) {
                TrackedEventMessage<?> next = stream.nextAvailable();
                position = Positions.ofEvent(next);
                if (next.getIdentifier().equals(event.getIdentifier())) {
                    return position;
                }
                if (next.getTimestamp().isAfter(until)) {
                    break;
                }
            }
            return 0;
        }
    }
}
