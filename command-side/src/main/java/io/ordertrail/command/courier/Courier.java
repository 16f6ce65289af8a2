package io.ordertrail.command.courier;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.courier.CourierCommand.AssignCourier;
import io.ordertrail.command.courier.CourierCommand.FreeCourier;
import io.ordertrail.command.courier.CourierCommand.GoOffDuty;
import io.ordertrail.command.courier.CourierCommand.GoOnDuty;
import io.ordertrail.command.courier.CourierCommand.RegisterCourier;
import io.ordertrail.command.courier.CourierCommand.ReviewPlan;
import io.ordertrail.command.courier.CourierCommand.ReviseCourierPlan;
import io.ordertrail.events.CourierEvent;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierEvent.CourierFreed;
import io.ordertrail.events.CourierEvent.CourierPlanRevised;
import io.ordertrail.events.CourierEvent.CourierRegistered;
import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.platform.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** Whether a courier is on duty, and which deliveries are on the courier's plan. */
@Aggregate(snapshotTriggerDefinition = "courierSnapshotTrigger", cache = "aggregateCache")
@Revision("2") // of the snapshot: raised when a field here, in Assignment or in CourierRegistered changes
class Courier {

    @AggregateIdentifier
    private CourierId courierId;
    private CourierRegistered registration;
    private CourierStatus status;
    private Map<String, Assignment> assignments = new HashMap<>();

    private Courier() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(RegisterCourier command) {
        CourierRegistered registered = command.event();
        if (status == null) {
            apply(registered);
        } else if (status != CourierStatus.OFF_DUTY || !registered.equals(registration)) {
            throw refused("is registered already");
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(GoOnDuty command) {
        if (status != CourierStatus.ON_DUTY) {
            apply(new CourierWentOnDuty(courierId));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(GoOffDuty command) {
        if (status != CourierStatus.OFF_DUTY) {
            apply(new CourierWentOffDuty(courierId));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(AssignCourier command) {
        CourierAssigned assigned = new CourierAssigned(courierId, command.deliveryId(), command.orderId(), command.pickUpAt(),
                command.dropOffAt(), command.pickUpFrom(), command.deliverTo(), command.deliveryVersion());
        Assignment present = assignment(command.deliveryId());
        if (present == null) {
            requireRoom();
            apply(assigned);
        } else if (!present.equals(Assignment.of(assigned))) {
            throw refused("has this delivery already, as of another time");
        }
        return outcome();
    }

    private void requireRoom() {
        if (status != CourierStatus.ON_DUTY) {
            throw refused("is off duty");
        }
        if (assignments.size() >= registration.capacity()) {
            throw refused("has no room for a further delivery");
        }
    }

    @CommandHandler
    Outcome handle(ReviseCourierPlan command) {
        Assignment present = assignment(command.deliveryId());
        if (present != null && command.deliveryVersion() > present.deliveryVersion()) {
            apply(new CourierPlanRevised(courierId, command.deliveryId(), present.orderId(), command.deliverTo(),
                    command.deliveryVersion()));
        }
        return outcome();
    }

    @CommandHandler
    Outcome handle(FreeCourier command) {
        Assignment present = assignment(command.deliveryId());
        Long version = command.deliveryVersion();
        if (present != null && (version == null || present.deliveryVersion() <= version)) {
            apply(new CourierFreed(courierId, command.deliveryId(), present.orderId()));
        }
        return outcome();
    }

    @CommandHandler
    CourierPlan handle(ReviewPlan command) {
        return new CourierPlan(assignments.values().stream().map(Assignment::orderId).toList());
    }

    private Assignment assignment(DeliveryId delivery) {
        return assignments.get(delivery.value());
    }

    private Refusal refused(String why) {
        return Refusal.invalidState(status, "The courier " + why);
    }

    private Outcome outcome() {
        return Outcome.of(courierId, status);
    }

    @EventSourcingHandler
    void on(CourierEvent event) {
        switch (event) {
            case CourierRegistered registered -> {
                courierId = registered.courierId();
                registration = registered;
                status = CourierStatus.OFF_DUTY;
            }
            case CourierWentOnDuty onDuty -> status = CourierStatus.ON_DUTY;
            case CourierWentOffDuty offDuty -> status = CourierStatus.OFF_DUTY;
            case CourierAssigned assigned -> assignments.put(assigned.deliveryId().value(), Assignment.of(assigned));
            case CourierPlanRevised revised ->
                assignments.computeIfPresent(revised.deliveryId().value(), (delivery, present) -> present.following(revised));
            case CourierFreed freed -> assignments.remove(freed.deliveryId().value());
        }
    }
}
