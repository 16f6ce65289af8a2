package io.ordertrail.command.delivery;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ordertrail.command.Outcome;
import io.ordertrail.command.delivery.DeliveryCommand.CancelDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.CompleteDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.FailDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.NoteLocation;
import io.ordertrail.command.delivery.DeliveryCommand.PickUpDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.PlanDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.RedirectDelivery;
import io.ordertrail.command.delivery.DeliveryCommand.ReviewPickUp;
import io.ordertrail.command.delivery.DeliveryCommand.ScheduleDelivery;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent;
import io.ordertrail.events.DeliveryEvent.CourierLocationNoted;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.DeliveryStatus;
import io.ordertrail.events.GeoPoint;
import io.ordertrail.platform.refusal.Refusal;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** Where an order's delivery stands, and which step may come next. */
@Aggregate(snapshotTriggerDefinition = "deliverySnapshotTrigger", cache = "aggregateCache")
@Revision("3") // of the snapshot
class Delivery {

    @AggregateIdentifier
    private DeliveryId deliveryId;
    private DeliveryStatus status;
    /** As first planned: a redirection changes only where and when to. */
    private DeliveryPlanned plan;
    /** Version of the order whose place and time it follows. */
    private long orderVersion;
    private DeliveryScheduled schedule;
    /** Its own version that gave it the present schedule. */
    private long scheduleVersion;
    private GeoPoint position;
    private String failureReason;

    private Delivery() {
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Outcome handle(PlanDelivery command) {
        DeliveryPlanned planned = new DeliveryPlanned(command.deliveryId(), command.orderId(), command.consumerId(), command.restaurantId(),
                command.requestedFor(), command.pickUpFrom(), command.deliverTo());
        return step("planned", status == null, status == DeliveryStatus.PENDING && planned.equals(plan), planned);
    }

    @CommandHandler
    Outcome handle(ScheduleDelivery command) {
        DeliveryScheduled scheduled = new DeliveryScheduled(deliveryId, plan.orderId(), command.courierId(), command.pickUpAt(),
                command.estimatedAt());
        boolean allowed = status == DeliveryStatus.PENDING
                || status == DeliveryStatus.SCHEDULED && command.deliveryVersion() >= scheduleVersion;
        return step("scheduled", allowed, status == DeliveryStatus.SCHEDULED && scheduled.equals(schedule),
                scheduled);
    }

    @CommandHandler
    Outcome handle(ReviewPickUp command) {
        return step("picked up", false, mayBePickedUp() || status == DeliveryStatus.PICKED_UP, null);
    }

    @CommandHandler
    Outcome handle(PickUpDelivery command) {
        return step("picked up", mayBePickedUp(), status == DeliveryStatus.PICKED_UP,
                new DeliveryPickedUp(deliveryId, plan.orderId(), courier(), command.at()));
    }

    private boolean mayBePickedUp() {
        return status == DeliveryStatus.SCHEDULED;
    }

    @CommandHandler
    Outcome handle(NoteLocation command) {
        boolean onTheWay = status == DeliveryStatus.PICKED_UP;
        return step("followed", onTheWay, onTheWay && command.location().equals(position),
                new CourierLocationNoted(deliveryId, plan.orderId(), courier(), command.location(), command.at()));
    }

    @CommandHandler
    Outcome handle(CompleteDelivery command) {
        return step("completed", status == DeliveryStatus.PICKED_UP, status == DeliveryStatus.COMPLETED,
                new DeliveryCompleted(deliveryId, plan.orderId(), plan.consumerId(), courier(), command.at()));
    }

    @CommandHandler
    Outcome handle(FailDelivery command) {
        return step("failed", status == DeliveryStatus.PICKED_UP,
                status == DeliveryStatus.FAILED && command.reason().equals(failureReason),
                new DeliveryFailed(deliveryId, plan.orderId(), plan.consumerId(), courier(), command.reason()));
    }

    @CommandHandler
    Outcome handle(CancelDelivery command) {
        return step("cancelled", isBeforePickUp(), status == DeliveryStatus.CANCELLED,
                new DeliveryCancelled(deliveryId, plan.orderId(), courier()));
    }

    @CommandHandler
    Outcome handle(RedirectDelivery command) {
        return step("redirected", isBeforePickUp(), isBeforePickUp() && command.orderVersion() <= orderVersion,
                new DeliveryRedirected(deliveryId, plan.orderId(), courier(), command.requestedFor(), command.deliverTo(),
                        command.orderVersion()));
    }

    private boolean isBeforePickUp() {
        return status == DeliveryStatus.PENDING || status == DeliveryStatus.SCHEDULED;
    }

    private CourierId courier() {
        return schedule == null ? null : schedule.courierId();
    }

    /** A repeat makes no event; neither does what the present state forbids, but that is refused. */
    private Outcome step(String what, boolean allowed, boolean repeated, DeliveryEvent event) {
        if (!repeated) {
            if (!allowed) {
                throw Refusal.invalidState(status, "A delivery that is %s cannot be %s".formatted(status, what));
            }
            apply(event);
        }
        return Outcome.of(deliveryId, status);
    }

    @EventSourcingHandler
    void on(DeliveryEvent event, @SequenceNumber long version) {
        switch (event) {
            case DeliveryPlanned planned -> {
                deliveryId = planned.deliveryId();
                plan = planned;
                status = DeliveryStatus.PENDING;
            }
            case DeliveryScheduled scheduled -> {
                schedule = scheduled;
                scheduleVersion = version;
                status = DeliveryStatus.SCHEDULED;
            }
            case DeliveryPickedUp pickedUp -> status = DeliveryStatus.PICKED_UP;
            case CourierLocationNoted noted -> position = noted.location();
            case DeliveryCompleted completed -> status = DeliveryStatus.COMPLETED;
            case DeliveryFailed failed -> {
                failureReason = failed.failureReason();
                status = DeliveryStatus.FAILED;
            }
            case DeliveryCancelled cancelled -> status = DeliveryStatus.CANCELLED;
            case DeliveryRedirected redirected -> {
                orderVersion = redirected.orderVersion() == null ? orderVersion : redirected.orderVersion();
            }
        }
    }
}
