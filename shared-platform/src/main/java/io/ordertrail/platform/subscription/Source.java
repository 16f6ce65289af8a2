package io.ordertrail.platform.subscription;

import io.ordertrail.platform.processors.StorePositions;
import io.ordertrail.platform.processors.Unbroken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The events of the store, in order, from a position on; past a gap that may still fill it does not go. For one thread. */
final class Source implements AutoCloseable {

    private static final Duration GAP = Duration.ofMillis(5);

    private final EventStore store;
    private BlockingStream<TrackedEventMessage<?>> stream;

    Source(EventStore store) {
        this.store = store;
    }

    /**
     * The next events, as soon as there are some.
     *
     * @param after position, exclusive; counts only after this was closed
     * @return none if none came within the patience
     */
    List<TrackedEventMessage<?>> next(long after, int most, Duration patience) throws InterruptedException {
        if (stream == null) {
            stream = store.openStream(Unbroken.after(after, store.createHeadToken()));
        }
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        boolean more = stream.hasNextAvailable((int) patience.toMillis(), TimeUnit.MILLISECONDS);
        while (more && events.size() < most) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            if (Unbroken.isPastGap(event)) {
                close();
                LockSupport.parkNanos(GAP.toNanos());
                return events;
            }
            events.add(event);
            more = stream.hasNextAvailable();
        }
        return events;
    }

    static long positionOf(TrackedEventMessage<?> event) {
        return StorePositions.of(event.trackingToken());
    }

    /** What is asked for next is read from the position that is given then. */
    @Override
    public void close() {
        if (stream != null) {
            BlockingStream<?> over = stream;
            stream = null;
            over.close();
        }
    }
}
