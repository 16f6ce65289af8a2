package io.ordertrail.platform.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.junit.jupiter.api.Test;

class ErrorsAsExceptionsTest {

    private static final Error ERROR = new NoClassDefFoundError("Upcaster");

    @SuppressWarnings("unchecked")
    private static <T> T throwing(Class<T> type) {
        return mock(type, call -> {
            if (call.getMethod().getName().equals("openStream") && call.getArgument(0) == null) {
                return throwing(BlockingStream.class);
            }
            throw ERROR;
        });
    }

    @Test
    void whateverReadsEventsThrowsExceptionsAlone() {
        @SuppressWarnings("unchecked")
        StreamableMessageSource<TrackedEventMessage<?>> faulty = throwing(StreamableMessageSource.class);
        ErrorsAsExceptions source = new ErrorsAsExceptions(faulty);
        BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null);

        List<ThrowingCallable> calls = List.of(stream::peek, stream::hasNextAvailable, stream::nextAvailable,
                () -> stream.hasNextAvailable(1, TimeUnit.SECONDS), source::createHeadToken, source::createTailToken,
                () -> source.createTokenAt(Instant.EPOCH), () -> source.createTokenSince(Duration.ZERO));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasCause(ERROR));
    }
}
