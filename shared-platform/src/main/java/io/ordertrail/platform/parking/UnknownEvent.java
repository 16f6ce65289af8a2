package io.ordertrail.platform.parking;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.serialization.SerializedType;

/** An event that only a newer version knows. To pass it over would leave what it concerns half-done, so it waits for such a node. */
class UnknownEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether that is it: here, or where a command was sent to an aggregate that has such an event. */
    static boolean isSeenIn(Throwable failure) {
        return failure instanceof UnknownEvent || failure instanceof Refusal refusal && refusal.code() == Code.UNKNOWN_EVENT;
    }

    UnknownEvent(SerializedType type) {
        super("This version does not know events of type %s, revision %s: a newer one will".formatted(type.getName(), type.getRevision()));
    }
}
