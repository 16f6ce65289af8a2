package io.ordertrail.views.history;

import java.util.function.ToLongFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** An event from its aggregate's own stream, whose position is looked up in the store the first time somebody asks for it. */
final class UnplacedEvent<T> extends GenericDomainEventMessage<T> {

    private static final long serialVersionUID = 1L;

    private final transient DomainEventMessage<T> event;
    private final transient ToLongFunction<DomainEventMessage<?>> positions;
    private transient long position;

    UnplacedEvent(DomainEventMessage<T> event, ToLongFunction<DomainEventMessage<?>> positions) {
        super(event.getType(), event.getAggregateIdentifier(), event.getSequenceNumber(), event, event.getTimestamp());
        this.event = event;
        this.positions = positions;
    }

    long position() {
        if (position == 0) {
            position = positions.applyAsLong(event);
        }
        return position;
    }
}
