package io.ordertrail.platform.processors;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * A source of events for a processor of Axon's. An exception has its coordinator try again after a pause; an error would leave one that does
 * nothing any more, and can be neither stopped nor started.
 */
public record ErrorsAsExceptions(StreamableMessageSource<TrackedEventMessage<?>> source)
        implements
        StreamableMessageSource<TrackedEventMessage<?>> {

    private interface Call<T> {

        T get() throws InterruptedException;
    }

    private static <T> T of(Call<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (Error e) {
            throw new IllegalStateException(e.toString(), e);
        }
    }

    private static <T> T atOnce(Call<T> call) {
        try {
            return of(call);
        } catch (InterruptedException e) {
            throw new AssertionError("It does not wait", e);
        }
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken token) {
        BlockingStream<TrackedEventMessage<?>> stream = atOnce(() -> source.openStream(token));
        return new BlockingStream<>() {

            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return atOnce(stream::peek);
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
                return of(() -> stream.hasNextAvailable(timeout, unit));
            }

            @Override
            public boolean hasNextAvailable() {
                return atOnce(stream::hasNextAvailable);
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                return of(stream::nextAvailable);
            }

            @Override
            public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
                stream.skipMessagesWithPayloadTypeOf(ignored);
            }

            @Override
            public boolean setOnAvailableCallback(Runnable callback) {
                return stream.setOnAvailableCallback(callback);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public TrackingToken createTailToken() {
        return atOnce(source::createTailToken);
    }

    @Override
    public TrackingToken createHeadToken() {
        return atOnce(source::createHeadToken);
    }

    @Override
    public TrackingToken createTokenAt(Instant time) {
        return atOnce(() -> source.createTokenAt(time));
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return atOnce(() -> source.createTokenSince(duration));
    }
}
