package io.ordertrail.platform.events;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/**
 * Events in memory, each to be seen only after those before it. Axon's own puts what is published together there in any order: who reads
 * meanwhile goes on after the last that he has seen, and never hears of those that come between.
 */
public class InMemoryEvents extends InMemoryEventStorageEngine {

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        events.forEach(event -> super.appendEvents(List.of(event)));
    }
}
