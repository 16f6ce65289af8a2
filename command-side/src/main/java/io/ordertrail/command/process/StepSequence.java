package io.ordertrail.command.process;

import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DomainEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * All events of one order, whichever aggregate made them, are handled one after the other; a courier's by courier, and all others by their
 * aggregate. When an event of an order is handled, every earlier one has been handled to its end.
 */
class StepSequence implements SequencingPolicy<EventMessage<?>> {

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> message) {
        return switch (message.getPayload()) {
            case CourierEvent event -> event.courierId().value();
            case DomainEvent event when event.orderId() != null -> event.orderId().value();
            default -> ((DomainEventMessage<?>) message).getAggregateIdentifier();
        };
    }
}
