package io.ordertrail.command.order;

import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Finds how an order was placed, in the only place that surely knows: its first event. */
@Component
class PlacedOrders {

    private final EventStore events;

    PlacedOrders(EventStore events) {
        this.events = events;
    }

    Optional<OrderPlaced> find(OrderId order) {
        DomainEventStream stream = events.readEvents(order.toString(), 0);
        return stream.hasNext() ? Optional.of((OrderPlaced) stream.next().getPayload()) : Optional.empty();
    }
}
