package io.ordertrail.command.partner;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What has happened to one aggregate, up to now. */
final class Streams {

    private final Supplier<EventStore> store;

    Streams(Supplier<EventStore> store) {
        this.store = store;
    }

    /** Payloads, the first first: from a number on, or the store would begin with a snapshot. */
    Stream<?> of(String aggregate) {
        return store.get().readEvents(aggregate, 0).asStream().map(DomainEventMessage::getPayload);
    }
}
