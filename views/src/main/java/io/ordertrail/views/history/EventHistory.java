package io.ordertrail.views.history;

import java.util.List;
import java.util.function.Consumer;
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
}
