package io.ordertrail.command;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Finds how something was made, in the only place that surely knows: its first event. */
@Component
public class FirstEvents {

    private final EventStore events;

    public FirstEvents(EventStore events) {
        this.events = events;
    }

    /**
     * Empty if there is no such aggregate.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code UNKNOWN_EVENT} if a newer version has made it, in its own way
     */
    public <E> Optional<E> of(AggregateId aggregate, Class<E> type) {
        DomainEventStream stream = events.readEvents(aggregate.toString(), 0);
        return stream.hasNext() ? Optional.of(type.cast(UnknownEvents.requireKnown(stream.next()))) : Optional.empty();
    }

    /** Whether anything that a client can make has this id. */
    boolean isAny(String id) {
        return Stream.of(new OrderId(id), new ConsumerId(id), new RestaurantId(id), new CourierId(id))
                .anyMatch(aggregate -> events.lastSequenceNumberFor(aggregate.toString()).isPresent());
    }
}
