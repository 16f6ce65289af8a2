package io.ordertrail.platform.parking;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Names an event that waits to be handled. What it says stays where it is, in the event store, and is read from there when it is tried
 * again or shown: there is no second copy that would have to be forgotten, or that an upcaster would not reach.
 *
 * @param id of the event
 * @param aggregate its identifier as it is stored
 * @param sequence of the event in its aggregate's stream
 * @param position in the whole store, as the feed counts
 * @param type as it is stored, be it known here or not
 */
public record ParkedEvent(String id, String aggregate, long sequence, long position, String type, Instant time) {

    static ParkedEvent of(DomainEventMessage<?> event, String type, long position) {
        return new ParkedEvent(event.getIdentifier(), event.getAggregateIdentifier(), event.getSequenceNumber(), position, type,
                Instant.ofEpochMilli(event.getTimestamp().toEpochMilli()));
    }
}
