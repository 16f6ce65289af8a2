package io.ordertrail.command;

import io.ordertrail.events.AggregateId;
import io.ordertrail.events.DomainEvent;
import io.ordertrail.platform.events.InMemoryEvents;
import io.ordertrail.platform.serialization.NamedTypeSerializer;
import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Real aggregates over an event store in memory, for tests of what sends them commands. */
public final class MemoryCommandSide {

    private final Configuration axon;

    private MemoryCommandSide(Configuration axon) {
        this.axon = axon;
    }

    public static MemoryCommandSide with(Class<?> aggregate) {
        boolean modulesOfTheClassPath = false; // Axon Server's connector is one of them
        Configurer configurer = DefaultConfigurer.defaultConfiguration(modulesOfTheClassPath)
                .configureSerializer(configuration -> NamedTypeSerializer.forEvents())
                .configureEmbeddedEventStore(configuration -> new InMemoryEvents())
                .configureAggregate(aggregate);
        Configuration axon = configurer.start();
        axon.commandBus().registerHandlerInterceptor(new RefusalInterceptor());
        return new MemoryCommandSide(axon);
    }

    public Commands commands() {
        return new Commands(axon.commandGateway(), List.of());
    }

    public EventStore events() {
        return axon.eventStore();
    }

    /** All events of one aggregate. */
    public List<DomainEvent> eventsOf(AggregateId id) {
        return events().readEvents(id.toString(), 0).asStream().map(message -> (DomainEvent) message.getPayload()).toList();
    }
}
