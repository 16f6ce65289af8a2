package io.ordertrail.platform.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.ErrorMessage;
import io.grpc.Status;
import io.ordertrail.platform.web.Outage;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.EventPublicationFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AxonServerOutageTest {

    private final AxonServerOutage outage = new AxonServerOutage();

    static Stream<Throwable> outages() {
        RuntimeException untyped = new RuntimeException("Was unable to load aggregate due to timeout");
        untyped.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("io.axoniq.axonserver.connector.event.impl.BufferedAggregateEventStream", "hasNext", null, 1)});
        return Stream.of(untyped, new StreamClosedException(null), new EventStoreException("gone"),
                Status.UNAVAILABLE.asRuntimeException(), new AxonServerException(ErrorCode.CONNECTION_FAILED.errorCode(), "no connection"),
                new EventPublicationFailedException("no leader",
                        new AxonServerException(ErrorCode.NO_EVENT_STORE_MASTER_AVAILABLE.errorCode(), "no leader")),
                new AxonServerCommandDispatchException(ErrorCode.COMMAND_DISPATCH_ERROR.errorCode(), ErrorMessage.getDefaultInstance()));
    }

    static Stream<Throwable> others() {
        return Stream.of(new RuntimeException("ours"), new IllegalStateException("ours"), new ConcurrencyException("a conflict"),
                Status.INVALID_ARGUMENT.asRuntimeException(),
                new EventPublicationFailedException("too large",
                        new AxonServerException(ErrorCode.EVENT_PAYLOAD_TOO_LARGE.errorCode(), "too large")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aServerThatIsAwayIsAnOutage(Throwable failure) {
        assertThat(outage.isSeenIn(failure)).isTrue();
        assertThat(Outage.isBehind(new IllegalStateException(failure), List.of(outage))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatWouldFailOnAHealthyServerTooIsNone(Throwable failure) {
        assertThat(outage.isSeenIn(failure)).isFalse();
        assertThat(Outage.isBehind(new IllegalStateException(failure), List.of(outage))).isFalse();
    }

    @Test
    void causesThatGoRoundDoNotGoOnForEver() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));
        assertThat(Outage.isBehind(one, List.of(outage))).isFalse();
    }
}
