package io.ordertrail.platform.subscription;

import org.axonframework.eventhandling.DomainEventMessage;

/** A way to the outside. */
public interface Channel {

    /** Whether deliveries of this subscription go this way, from this node. */
    boolean serves(Subscription subscription);

    /**
     * Tries once to deliver an event, within bounded time.
     *
     * @param position of the event in the store
     * @throws Exception if there was no answer, or none that can be read
     */
    Answer send(Subscription subscription, DomainEventMessage<?> event, long position) throws Exception;
}
