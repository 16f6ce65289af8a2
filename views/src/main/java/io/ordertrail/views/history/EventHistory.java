package io.ordertrail.views.history;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** All stored events, to be read from anywhere to the present end as fast as the store gives them. */
public interface EventHistory {

    /** The position of the last event stored, 0 if there is none. */
    long head();

    /**
     * Hands over pages of events, in order, payloads not yet read, until the event that was the last when the reading began.
     *
     * @param after position, exclusive
     * @param page may throw to end the reading
     */
    void read(long after, Consumer<List<TrackedEventMessage<?>>> page) throws InterruptedException;

    /**
     * The position of an event that was read from its aggregate's own stream. Where there is no shorter way, all of them are read for it.
     *
     * @throws IllegalStateException if it is not there
     */
    default long position(DomainEventMessage<?> event) {
        long[] found = {0};
        try {
            read(0, page -> page.stream().filter(next -> next.getIdentifier().equals(event.getIdentifier()))
                    .forEach(next -> found[0] = Positions.ofEvent(next)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("This thread is wanted back");
        }
        if (found[0] == 0) {
            throw new IllegalStateException("Event %s is not among all events".formatted(event.getIdentifier()));
        }
        return found[0];
    }
}
