package io.ordertrail.platform.personal;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.bounded.LatestUsed;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Of whom an event tells: it says so itself, or its order's first event does. */
class Whose implements Function<DomainEvent, String> {

    /** Orders of which something was stored last, by whose they are. */
    private static final int MOST = 20_000;

    private final Supplier<EventStore> events;
    private final Map<OrderId, String> owners = new LatestUsed<>(MOST);

    Whose(Supplier<EventStore> events) {
        this.events = events;
    }

    @Override
    public String apply(DomainEvent event) {
        return switch (event) {
            case ConsumerEvent e -> e.consumerId().toString();
            case OrderPlaced e -> remember(e.orderId(), e.consumerId());
            case OrderRevisionProposed e -> e.consumerId().toString();
            case DeliveryPlanned e -> e.consumerId().toString();
            case DeliveryCompleted e -> e.consumerId().toString();
            case DeliveryFailed e -> e.consumerId().toString();
            case AccountEvent e -> new ConsumerId(e.accountId().value()).toString();
            case CourierRegistered e -> e.courierId().toString();
            default -> ofOrder(event.orderId());
        };
    }

    private String remember(OrderId order, ConsumerId consumer) {
        synchronized (owners) {
            owners.put(order, consumer.toString());
        }
        return consumer.toString();
    }

    private String ofOrder(OrderId order) {
        synchronized (owners) {
            String known = owners.get(order);
            if (known != null) {
                return known;
            }
        }
        DomainEventStream stream = events.get().readEvents(order.toString(), 0);
        if (stream.hasNext() && stream.next().getPayload() instanceof OrderPlaced placed) {
            return remember(order, placed.consumerId());
        }
        // Nothing that the house does leads here. Better a key that nobody drops than no key.
        return order.toString();
    }
}
