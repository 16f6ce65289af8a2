package io.ordertrail.command.dispatch;

import io.ordertrail.command.courier.CourierCommand.FreeCourier;
import io.ordertrail.command.courier.CourierCommand.ReviseCourierPlan;
import io.ordertrail.command.delivery.DeliveryCommand.ScheduleDelivery;
import io.ordertrail.command.process.Answer;
import io.ordertrail.command.process.Histories;
import io.ordertrail.command.process.ProcessGroup;
import io.ordertrail.command.process.Steps;
import io.ordertrail.events.CourierEvent.CourierAssigned;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryEvent.DeliveryCancelled;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.DeliveryEvent.DeliveryPlanned;
import io.ordertrail.events.DeliveryEvent.DeliveryRedirected;
import io.ordertrail.events.DeliveryEvent.DeliveryScheduled;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.platform.refusal.Code;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/**
 * Dispatch a delivery: find it a courier once the kitchen has accepted and the delivery is planned, lead the courier where the delivery goes,
 * and free the courier when it has ended or another has taken it over.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class DispatchProcess {

    /** Of assignments that do not tell their delivery's version. */
    private static final long OLDER_THAN_ANY = -1;
    private static final Long FOR_GOOD = null;
    /** The sequence of a delivery's schedule that comes right after its plan: nobody can have had it before. */
    private static final long FIRST_SCHEDULE = 1;

    private final Steps steps;
    private final Dispatch dispatch;
    private final Histories histories;

    DispatchProcess(Steps steps, Dispatch dispatch, Histories histories) {
        this.steps = steps;
        this.dispatch = dispatch;
        this.histories = histories;
    }

    @EventHandler
    void on(TicketAccepted accepted) {
        dispatch.seekCourier(accepted.orderId());
    }

    /** The kitchen may be faster than the plan. */
    @EventHandler
    void on(DeliveryPlanned planned) {
        dispatch.seekCourier(planned.orderId());
    }

    @EventHandler
    void on(CourierAssigned assigned) {
        CourierId courier = assigned.courierId();
        long version = assigned.deliveryVersion() == null ? OLDER_THAN_ANY : assigned.deliveryVersion();
        Answer delivery = steps.attempt(new ScheduleDelivery(assigned.deliveryId(), courier, assigned.pickUpAt(), assigned.dropOffAt(),
                version), Code.INVALID_STATE);
        Optional<DeliveryNow> now = now(assigned.deliveryId()).filter(found -> found.isWith(courier));
        if (delivery.isRefused() && now.isEmpty()) {
            // Picked up or cancelled meanwhile, or another courier was faster.
            free(courier, assigned.deliveryId(), version);
        } else {
            // A redirection between the courier's assignment and the delivery's schedule did not know of this courier.
            now.filter(found -> found.addressVersion() > version).ifPresent(found -> lead(courier, assigned.deliveryId(), found));
        }
    }

    /** Whoever had it before has it no more: as of this schedule, for the same courier may be given it again later. */
    @EventHandler
    void on(DeliveryScheduled scheduled, @SequenceNumber long version) {
        dispatch.stopSeekingIfFound(scheduled.orderId());
        if (version > FIRST_SCHEDULE) {
            histories.of(scheduled.deliveryId()).limit(version)
                    .filter(DeliveryScheduled.class::isInstance).map(before -> ((DeliveryScheduled) before).courierId()).distinct()
                    .filter(courier -> !courier.equals(scheduled.courierId())).toList()
                    .forEach(courier -> free(courier, scheduled.deliveryId(), version - 1));
        }
    }

    @EventHandler
    void on(DeliveryPickedUp pickedUp) {
        dispatch.stopSeekingIfFound(pickedUp.orderId());
    }

    @EventHandler
    void on(TicketPickedUp pickedUp) {
        dispatch.stopSeekingIfFound(pickedUp.orderId());
    }

    /** By the delivery as it is now, not by this event: a late repeat must not send the courier back. */
    @EventHandler
    void on(DeliveryRedirected redirected) {
        if (redirected.courierId() != null) {
            now(redirected.deliveryId()).filter(delivery -> delivery.isWith(redirected.courierId()))
                    .ifPresent(delivery -> lead(redirected.courierId(), redirected.deliveryId(), delivery));
        }
    }

    /** Two sequences do this, the courier's and the order's: the courier follows whoever has read the delivery's later version. */
    private void lead(CourierId courier, DeliveryId delivery, DeliveryNow now) {
        steps.take(new ReviseCourierPlan(courier, delivery, now.deliverTo().address(), now.addressVersion()));
    }

    private Optional<DeliveryNow> now(DeliveryId delivery) {
        return DeliveryNow.of(delivery, histories);
    }

    @EventHandler
    void on(DeliveryCompleted completed) {
        free(completed.courierId(), completed.deliveryId(), FOR_GOOD);
    }

    @EventHandler
    void on(DeliveryFailed failed) {
        free(failed.courierId(), failed.deliveryId(), FOR_GOOD);
    }

    @EventHandler
    void on(DeliveryCancelled cancelled) {
        dispatch.stopSeeking(cancelled.orderId());
        if (cancelled.courierId() != null) {
            free(cancelled.courierId(), cancelled.deliveryId(), FOR_GOOD);
        }
    }

    private void free(CourierId courier, DeliveryId delivery, Long version) {
        steps.take(new FreeCourier(courier, delivery, version));
    }
}
