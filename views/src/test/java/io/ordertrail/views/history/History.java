package io.ordertrail.views.history;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerEvent;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.views.projection.RecordedEvent;
import io.ordertrail.views.projection.Recording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;

/** Events as a store would hand them over: numbered per aggregate, positioned, one second apart. */
public final class History {

    /** When the first event happens. */
    public static final Instant BEGIN = Instant.parse("2026-11-21T18:00:00Z");

    private final List<DomainEventMessage<?>> messages = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    public static History of(DomainEvent... events) {
        return new History().then(events);
    }

    /** The very same events, to go on with in another way. */
    public History copy() {
        History copy = new History();
        copy.messages.addAll(messages);
        copy.sequences.putAll(sequences);
        return copy;
    }

    public History then(DomainEvent... events) {
        for (DomainEvent event : events) {
            String aggregate = aggregateOf(event).toString();
            long sequence = sequences.merge(aggregate, 0L, (before, start) -> before + 1);
            messages.add(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(messages.size()),
                    new GenericDomainEventMessage<>(AggregateId.kindOf(aggregate), aggregate, sequence, event, MetaData.emptyInstance(),
                            UUID.randomUUID().toString(), BEGIN.plusSeconds(messages.size()))));
        }
        return this;
    }

    public History then(Collection<? extends DomainEvent> events) {
        return then(events.toArray(DomainEvent[]::new));
    }

    public List<DomainEventMessage<?>> messages() {
        return List.copyOf(messages);
    }

    public List<RecordedEvent> recorded() {
        return messages.stream().map(Recording::of).toList();
    }

    static AggregateId aggregateOf(DomainEvent event) {
        return switch (event) {
            case OrderEvent e -> e.orderId();
            case TicketEvent e -> e.ticketId();
            case DeliveryEvent e -> e.deliveryId();
            case AccountEvent e -> e.accountId();
            case ConsumerEvent e -> e.consumerId();
            case RestaurantEvent e -> e.restaurantId();
            case CourierEvent e -> e.courierId();
        };
    }
}
