package io.ordertrail.views.following;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/** A stream that tells its reader of new events at a view's pace. Whoever looks by himself sees them as soon as ever. */
final class PacedStream implements BlockingStream<TrackedEventMessage<?>> {

    private final BlockingStream<TrackedEventMessage<?>> stream;
    private final Pace pace;
    private Pace.Bell bell;

    PacedStream(BlockingStream<TrackedEventMessage<?>> stream, Pace pace) {
        this.stream = stream;
        this.pace = pace;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        bell = pace.bell(callback);
        return stream.setOnAvailableCallback(bell::ring);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return stream.peek();
    }

    @Override
    public boolean hasNextAvailable() {
        return stream.hasNextAvailable();
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
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
        stream.skipMessagesWithPayloadTypeOf(ignored);
    }

    @Override
    public void close() {
        if (bell != null) {
            bell.close();
        }
        stream.close();
    }
}
