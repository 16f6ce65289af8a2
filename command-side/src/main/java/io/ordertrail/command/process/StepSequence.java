package io.ordertrail.command.process;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DomainEvent;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All events of one order, whichever aggregate made them, are handled one after the other; a courier's by courier, and all others by their
 * aggregate. When an event of an order is handled, every earlier one has been handled to its end, or is parked and will be before this one.
 */
class StepSequence implements SequencingPolicy<EventMessage<?>> {

    private static final JsonMapper JSON = new JsonMapper();

    /** Kinds of aggregates that share their key with an order, or are a courier, whose key is its sequence. */
    private static final Set<String> KEYED = Set.of("order", "ticket", "delivery", "courier");

    @Override
    public Object getSequenceIdentifierFor(EventMessage<?> message) {
        return switch (payloadOf(message)) {
            case CourierEvent event -> event.courierId().value();
            case DomainEvent event when event.orderId() != null -> event.orderId().value();
            case UnknownSerializedType newer when !KEYED.contains(AggregateId.kindOf(aggregateOf(message))) ->
                orderIn(newer).orElseGet(() -> aggregateOf(message));
            case DomainEvent event -> aggregateOf(message);
            case null, default -> {
                String aggregate = aggregateOf(message);
                yield KEYED.contains(AggregateId.kindOf(aggregate)) ? AggregateId.valueOf(aggregate) : aggregate;
            }
        };
    }

    /** Null for one that cannot be read: whoever handles the event will find that out, for its sequence alone. */
    private static Object payloadOf(EventMessage<?> message) {
        try {
            return message.getPayload();
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private static String aggregateOf(EventMessage<?> message) {
        return ((DomainEventMessage<?>) message).getAggregateIdentifier();
    }

    /** Every event that concerns an order says which, those of newer versions too. */
    private static Optional<String> orderIn(UnknownSerializedType event) {
        try {
            return Optional.of(JSON.readTree(event.readData(byte[].class)).path("orderId").asString("")).filter(order -> !order.isEmpty());
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
