package io.ordertrail.platform.servers;

import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.grpc.StatusRuntimeException;
import io.ordertrail.platform.web.Outage;
import java.util.Set;
import org.axonframework.axonserver.connector.AxonServerException;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.axonserver.connector.command.AxonServerCommandDispatchException;
import org.axonframework.axonserver.connector.query.AxonServerQueryDispatchException;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.EventPublicationFailedException;

/** What the connector throws when Axon Server cannot be reached, does not answer, or cannot read or write its own files. */
public class AxonServerOutage implements Outage {

    /** These would fail on a healthy server too. */
    private static final Set<String> OUR_FAULT =
            Set.of(ErrorCode.EVENT_PAYLOAD_TOO_LARGE.errorCode(), ErrorCode.GRPC_MESSAGE_TOO_LARGE.errorCode());

    @Override
    public boolean isSeenIn(Throwable failure) {
        return switch (failure) {
            case AxonServerException known -> !OUR_FAULT.contains(known.code());
            case EventPublicationFailedException wrapped when wrapped.getCause() instanceof AxonServerException known ->
                isSeenIn(known);
            case EventPublicationFailedException unpublished -> true;
            case EventStoreException unread -> true;
            case AxonServerCommandDispatchException undispatched -> true;
            case AxonServerQueryDispatchException undispatched -> true;
            case io.axoniq.axonserver.connector.AxonServerException connector -> true;
            case StreamClosedException closed -> true;
            case StatusRuntimeException status -> switch (status.getStatus().getCode()) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, UNKNOWN, INTERNAL -> true;
                default -> false;
            };
            default -> isUntypedFromConnector(failure);
        };
    }

    /** An aggregate's events that do not come in time are told by no type of their own. */
    private static boolean isUntypedFromConnector(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == RuntimeException.class && trace.length > 0
                && trace[0].getClassName().startsWith("io.axoniq.axonserver.connector.");
    }
}
