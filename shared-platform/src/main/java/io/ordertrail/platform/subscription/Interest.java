package io.ordertrail.platform.subscription;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.RestaurantId;
import io.ordertrail.platform.bounded.LatestUsed;
import io.ordertrail.platform.processors.StorePositions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which events a subscription wants, and whose order's each is. Events that cannot be read, or only by a newer version, are wanted where their type
 * is: to pass them over would lose them. For one thread.
 */
final class Interest {

    private static final Logger LOG = LoggerFactory.getLogger(Interest.class);

    /** Orders whose restaurant is remembered: those that are under way, mostly. */
    private static final int MOST_REMEMBERED = 1_000;

    private final EventStore store;
    private final Map<String, String> restaurants = new LatestUsed<>(MOST_REMEMBERED);

    Interest(EventStore store) {
        this.store = store;
    }

    /** The event as it is to be delivered; nothing if it is not wanted. */
    Optional<Delivery> of(TrackedEventMessage<?> event, Subscription subscription, Instant now) {
        if (!(event instanceof DomainEventMessage<?> ours)) {
            return Optional.empty();
        }
        String type = typeOf(ours);
        if (!subscription.types().isEmpty() && !subscription.types().contains(type)) {
            return Optional.empty();
        }
        String order = orderOf(ours);
        if (subscription.restaurantId() != null && !subscription.restaurantId().equals(restaurantOf(ours, order))) {
            return Optional.empty();
        }
        return Optional.of(Delivery.of(ours.getIdentifier(), type, ours.getAggregateIdentifier(), ours.getSequenceNumber(),
                StorePositions.of(event.trackingToken()), order, now));
    }

    /** Found out without reading what the event says. */
    private static String typeOf(DomainEventMessage<?> event) {
        return event.getPayloadType() == UnknownSerializedType.class
                ? ((UnknownSerializedType) event.getPayload()).serializedType().getName()
                : event.getPayloadType().getSimpleName();
    }

    private static String orderOf(DomainEventMessage<?> event) {
        String aggregate = event.getAggregateIdentifier();
        return switch (AggregateId.kindOf(aggregate)) {
            case "order", "ticket", "delivery" -> AggregateId.valueOf(aggregate);
            case "account" -> orderPaid(event);
            default -> null;
        };
    }

    private static String orderPaid(DomainEventMessage<?> event) {
        try {
            OrderId order = event.getPayload() instanceof DomainEvent ours ? ours.orderId() : null;
            return order == null ? null : order.value();
        } catch (RuntimeException e) {
            LOG.warn("Event {} cannot be read, and is delivered by its account's order: {}", event.getIdentifier(), e.toString());
            return null;
        }
    }

    private String restaurantOf(DomainEventMessage<?> event, String order) {
        if (order == null) {
            String aggregate = event.getAggregateIdentifier();
            return AggregateId.kindOf(aggregate).equals("restaurant") ? new RestaurantId(AggregateId.valueOf(aggregate)).value() : null;
        }
        return restaurants.computeIfAbsent(order, this::placedAt);
    }

    /** An order's first event tells; empty for one that was never placed, or of which nobody can read where. */
    private String placedAt(String order) {
        DomainEventStream stream = store.readEvents(new OrderId(order).toString(), 0);
        try {
            return stream.hasNext() && stream.next().getPayload() instanceof OrderPlaced placed ? placed.restaurantId().value() : "";
        } catch (SerializationException e) {
            LOG.warn("Nobody's restaurant is told of order {}, for it cannot be read whose it is: {}", order, e.toString());
            return "";
        }
    }
}
