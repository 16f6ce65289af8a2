package io.ordertrail.standalone;

import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.PersonName;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** The least aggregate that the stores can be tried with: it counts. */
@Aggregate(snapshotTriggerDefinition = "sampleSnapshotTrigger")
@Revision("2")
class Sample {

    record Register(@TargetAggregateIdentifier CourierId id) {
    }

    record Count(@TargetAggregateIdentifier CourierId id) {
    }

    @AggregateIdentifier
    private CourierId id;
    private int count;

    private Sample() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(Register command) {
        AggregateLifecycle.apply(new CourierRegistered(command.id(), new PersonName("Ada"), 1));
    }

    @CommandHandler
    int handle(Count command) {
        AggregateLifecycle.apply(new CourierWentOnDuty(command.id()));
        return count;
    }

    @EventSourcingHandler
    void on(CourierRegistered event) {
        id = event.courierId();
    }

    @EventSourcingHandler
    void on(CourierWentOnDuty event) {
        count++;
    }
}
