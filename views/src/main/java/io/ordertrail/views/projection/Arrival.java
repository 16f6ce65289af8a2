package io.ordertrail.views.projection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * One event on its way into one document.
 *
 * @param key id of the document
 * @param message the event as the store hands it over
 * @param event null if it cannot be read
 * @param failure why it cannot be read, null if it can
 * @param astray whether nobody can tell which document it is for, as it cannot be read: it is noted in one of its aggregate's own
 */
public record Arrival(String key, DomainEventMessage<?> message, RecordedEvent event, RuntimeException failure, boolean astray) {

    /** What decides its share: documents whose ids are the same up to a slash stay together. */
    public String sequenceKey() {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }

    String aggregate() {
        return message.getAggregateIdentifier();
    }

    long sequence() {
        return message.getSequenceNumber();
    }

    Instant time() {
        return message.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws RuntimeException if the event cannot be read */
    RecordedEvent readable() {
        if (failure != null) {
            throw failure;
        }
        return event;
    }
}
