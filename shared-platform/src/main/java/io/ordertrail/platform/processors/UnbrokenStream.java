package io.ordertrail.platform.processors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The events of the store, in order, from a position on; past a gap that may still fill it does not go. For one thread. */
public final class UnbrokenStream implements AutoCloseable {

    private static final Duration GAP = Duration.ofMillis(5);

    private final EventStore store;
    private BlockingStream<TrackedEventMessage<?>> stream;
    private boolean isAtGap;

    public UnbrokenStream(EventStore store) {
        this.store = store;
    }

    /**
     * The next events, as soon as there are some.
     *
     * @param after position, exclusive; counts only after this was closed, and after a gap: so it is that of the last event taken
     * @return none if none came within the patience
     */
    public List<TrackedEventMessage<?>> next(long after, int most, Duration patience) throws InterruptedException {
        if (isAtGap) {
            isAtGap = false;
            LockSupport.parkNanos(GAP.toNanos());
        }
        if (stream == null) {
            stream = store.openStream(Unbroken.after(after, store.createHeadToken()));
        }
        List<TrackedEventMessage<?>> events = new ArrayList<>();
        boolean more = stream.hasNextAvailable((int) patience.toMillis(), TimeUnit.MILLISECONDS);
        while (more && events.size() < most) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            if (Unbroken.isPastGap(event)) {
                close();
                isAtGap = true;
                return events;
            }
            events.add(event);
            more = stream.hasNextAvailable();
        }
        return events;
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
