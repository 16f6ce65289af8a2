package io.ordertrail.command.dispatch;

import io.ordertrail.command.process.Histories;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketEvent.TicketPickedUp;
import io.ordertrail.events.TicketId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells from the events, and from what is known of couriers, whether an order has work for a courier. */
@Component
class PendingDeliveries {

    private final Histories histories;
    private final DispatchRepository repository;

    PendingDeliveries(Histories histories, DispatchRepository repository) {
        this.histories = histories;
        this.repository = repository;
    }

    /**
     * Empty before the ticket is accepted and the delivery planned; while a courier has it who is on duty; and for ever once it is picked up
     * or cancelled, or the kitchen has handed it over to the courier who has it.
     */
    Optional<PendingDelivery> of(OrderId order) {
        List<TicketEvent> ticket = histories.of(TicketId.of(order), TicketEvent.class).toList();
        if (ticket.stream().anyMatch(TicketCancelled.class::isInstance)) {
            return Optional.empty();
        }
        DeliveryId delivery = DeliveryId.of(order);
        return ticket.stream().filter(TicketAccepted.class::isInstance).map(event -> ((TicketAccepted) event).readyBy()).findFirst()
                .flatMap(readyBy -> DeliveryNow.of(delivery, histories)
                        .filter(now -> now.isPending() || isToBeTakenOver(now, ticket))
                        .map(now -> new PendingDelivery(order, delivery, now.courierId(), readyBy, now.pickUpFrom().address(),
                                now.deliverTo().address(), now.version())));
    }

    private boolean isToBeTakenOver(DeliveryNow now, List<TicketEvent> ticket) {
        return now.isScheduled() && ticket.stream().noneMatch(TicketPickedUp.class::isInstance) && isOffDuty(now.courierId());
    }

    private boolean isOffDuty(CourierId courier) {
        return repository.find(courier).filter(availability -> !availability.onDuty()).isPresent();
    }
}
