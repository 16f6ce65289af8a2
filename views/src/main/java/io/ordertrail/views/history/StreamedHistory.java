package io.ordertrail.views.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/** The history by way of Axon's own stream, which every event store has. */
public final class StreamedHistory implements EventHistory {

    private static final int PAGE = 2_000;

    /** How long a store may take to hand over what it has. */
    private static final int PATIENCE_SECONDS = 20;

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
}
