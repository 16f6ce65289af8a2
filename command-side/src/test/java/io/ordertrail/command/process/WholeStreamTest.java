package io.ordertrail.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.Test;

/** A store that leaves out what it was told to, as Axon Server does, must not look like processes that stand still. */
class WholeStreamTest {

    private final List<TrackedEventMessage<?>> events = new ArrayList<>(List.of(event(0), event(1)));

    private static TrackedEventMessage<?> event(long position) {
        return new GenericTrackedEventMessage<>(new GlobalSequenceTrackingToken(position), GenericEventMessage.asEventMessage("event"));
    }

    private final class Skipping implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return events.stream().findFirst();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return !events.isEmpty();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            return events.removeFirst();
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.removeIf(event -> event.getPayloadType() == ignored.getPayloadType());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void whatNobodyHandlesIsReadAllTheSame() throws InterruptedException {
        StreamableMessageSource<TrackedEventMessage<?>> store = token -> new Skipping();
        BlockingStream<TrackedEventMessage<?>> stream = new WholeStream(store).openStream(null);
        TrackedEventMessage<?> first = stream.nextAvailable();

        stream.skipMessagesWithPayloadTypeOf(first);

        assertThat(stream.hasNextAvailable()).isTrue();
        assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
    }
}
