package io.ordertrail.platform.parking;

import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Events found again by their names. */
final class StoredEvents {

    private StoredEvents() {
    }

    /** Nothing if the store has another event there, or none: then it is not the store in which it was parked. */
    static Optional<DomainEventMessage<?>> find(EventStore events, ParkedEvent parked) {
        DomainEventStream stream = events.readEvents(parked.aggregate(), parked.sequence());
        if (!stream.hasNext()) {
            return Optional.empty();
        }
        DomainEventMessage<?> found = stream.next();
        return found.getIdentifier().equals(parked.id()) ? Optional.of(found) : Optional.empty();
    }
}
