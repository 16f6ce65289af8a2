package io.ordertrail.platform.parking;

import org.axonframework.serialization.SerializedType;

/** An event that only a newer version knows. To pass it over would leave what it concerns half-done, so it waits for such a node. */
class UnknownEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownEvent(SerializedType type) {
        super("This version does not know events of type %s, revision %s: a newer one will".formatted(type.getName(), type.getRevision()));
    }
}
