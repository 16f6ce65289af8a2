package io.ordertrail.platform.security;

import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import java.util.Iterator;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;

/** Whose a thing is: by its id, or by what the event store says of it, which is never behind. */
class Owners {

    private final ObjectProvider<EventStore> events;

    Owners(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    /** The consumer, restaurant or courier whose thing it is; empty if it is nobody's of that role, or there is no such thing. */
    Optional<String> of(Thing thing, String id, Role role) {
        return switch (thing) {
            case CONSUMER -> role == Role.CONSUMER ? Optional.of(id) : Optional.empty();
            case RESTAURANT -> role == Role.RESTAURANT ? Optional.of(id) : Optional.empty();
            case COURIER -> role == Role.COURIER ? Optional.of(id) : Optional.empty();
            case ORDER -> role == Role.COURIER ? courier(id) : placed(id).map(order -> role == Role.CONSUMER
                    ? order.consumerId().value()
                    : order.restaurantId().value());
            case NONE, BODY -> Optional.empty();
        };
    }

    private Optional<OrderPlaced> placed(String id) {
        Iterator<? extends DomainEventMessage<?>> order = stream(new OrderId(id).toString());
        return order.hasNext() && order.next().getPayload() instanceof OrderPlaced placed ? Optional.of(placed) : Optional.empty();
    }

    /** Until it is picked up another may take it over; of the way after that, thousands of events maybe, nothing is read. */
    private Optional<String> courier(String id) {
        String courier = null;
        Iterator<? extends DomainEventMessage<?>> delivery = stream(new DeliveryId(id).toString());
        while (delivery.hasNext()) {
            Object event = delivery.next().getPayload();
            if (event instanceof DeliveryScheduled scheduled) {
                courier = scheduled.courierId().value();
            } else if (event instanceof DeliveryPickedUp) {
                break;
            }
        }
        return Optional.ofNullable(courier);
    }

    /** From a number on, or the store would begin with a snapshot. */
    private Iterator<? extends DomainEventMessage<?>> stream(String aggregate) {
        return events.getObject().readEvents(aggregate, 0).asStream().iterator();
    }
}
