package io.ordertrail.command;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;

/**
 * Counts the events that are read whenever an aggregate is loaded for a command, besides the snapshot: {@code ordertrail.aggregate.load} by
 * aggregate, and whether a snapshot was found. Of an aggregate that takes snapshots, no load reads more than its threshold. It looks from
 * inside the aggregate, and so at every event store alike.
 */
class MeteredSnapshotTrigger implements SnapshotTriggerDefinition {

    private final SnapshotTriggerDefinition definition;
    private final MeterRegistry registry;

    MeteredSnapshotTrigger(SnapshotTriggerDefinition definition, MeterRegistry registry) {
        this.definition = definition;
        this.registry = registry;
    }

    @Override
    public SnapshotTrigger prepareTrigger(Class<?> aggregateType) {
        return new Metered(definition.prepareTrigger(aggregateType), aggregateType);
    }

    @Override
    public SnapshotTrigger reconfigure(Class<?> aggregateType, SnapshotTrigger trigger) {
        return trigger instanceof Metered metered ? new Metered(definition.reconfigure(aggregateType, metered.trigger), aggregateType)
                : prepareTrigger(aggregateType);
    }

    private final class Metered implements SnapshotTrigger {

        private final SnapshotTrigger trigger;
        private final Class<?> aggregateType;
        private int events;
        private boolean fromSnapshot;

        Metered(SnapshotTrigger trigger, Class<?> aggregateType) {
            this.trigger = trigger;
            this.aggregateType = aggregateType;
        }

        @Override
        public void eventHandled(EventMessage<?> event) {
            if (aggregateType.isAssignableFrom(event.getPayloadType())) {
                fromSnapshot = true;
            } else {
                events++;
            }
            trigger.eventHandled(event);
        }

        /** Not called for an aggregate that is new, for which nothing was read. */
        @Override
        public void initializationFinished() {
            DistributionSummary.builder("ordertrail.aggregate.load")
                    .description("Events read to load an aggregate for a command")
                    .baseUnit("events")
                    .tags("aggregate", aggregateType.getSimpleName(), "snapshot", Boolean.toString(fromSnapshot))
                    .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                    .register(registry)
                    .record(events);
            trigger.initializationFinished();
        }
    }
}
