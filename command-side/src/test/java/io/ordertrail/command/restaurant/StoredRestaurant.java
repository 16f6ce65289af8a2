package io.ordertrail.command.restaurant;

import static io.ordertrail.command.restaurant.TestRestaurant.ID;

import io.ordertrail.events.RestaurantEvent;
import io.ordertrail.platform.events.InMemoryEvents;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** An event store in memory with one restaurant's events, which counts what is read of it. */
final class StoredRestaurant {

    final AtomicInteger looks = new AtomicInteger();
    final AtomicInteger eventsRead = new AtomicInteger();

    /** Called at every look, after the store has answered and before the answer is seen. */
    volatile Runnable meanwhile = () -> {
    };

    private final InMemoryEventStorageEngine engine = new InMemoryEvents();
    private final EventStore events = new Counting(EmbeddedEventStore.builder().storageEngine(engine));
    private long next;

    EventStore events() {
        return events;
    }

    StoredRestaurant with(RestaurantEvent... happened) {
        for (RestaurantEvent event : happened) {
            engine.appendEvents(message(event, next++));
        }
        return this;
    }

    /** As Axon takes one: the aggregate itself, at the sequence of its last event. */
    void takeSnapshot() {
        Restaurant restaurant = new Restaurant();
        engine.readEvents(ID.toString(), 0).forEachRemaining(message -> restaurant.on((RestaurantEvent) message.getPayload()));
        engine.storeSnapshot(message(restaurant, next - 1));
    }

    private static DomainEventMessage<?> message(Object payload, long sequence) {
        return new GenericDomainEventMessage<>("Restaurant", ID.toString(), sequence, payload);
    }

    private final class Counting extends EmbeddedEventStore {

        Counting(Builder builder) {
            super(builder);
        }

        @Override
        public DomainEventStream readEvents(String aggregate) {
            return counted(() -> super.readEvents(aggregate));
        }

        @Override
        public DomainEventStream readEvents(String aggregate, long first) {
            return counted(() -> super.readEvents(aggregate, first));
        }

        private DomainEventStream counted(Supplier<DomainEventStream> read) {
            looks.incrementAndGet();
            var answer = read.get().asStream().toList();
            meanwhile.run();
            return DomainEventStream.of(answer.stream().peek(event -> eventsRead.incrementAndGet()));
        }
    }
}
