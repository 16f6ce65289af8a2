package io.ordertrail.command.dispatch;

import io.ordertrail.command.process.Histories;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent;
import io.ordertrail.events.TicketEvent.TicketAccepted;
import io.ordertrail.events.TicketEvent.TicketCancelled;
import io.ordertrail.events.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells from the events whether an order has work for a courier. */
@Component
class PendingDeliveries {

    private final Histories histories;

    PendingDeliveries(Histories histories) {
        this.histories = histories;
    }

    /** Empty before the ticket is accepted and the delivery planned, and for ever once it is scheduled or cancelled. */
    Optional<PendingDelivery> of(OrderId order) {
        DeliveryId delivery = DeliveryId.of(order);
        return readyBy(order).flatMap(readyBy -> DeliveryNow.of(delivery, histories)
                .filter(DeliveryNow::isPending)
                .map(now -> new PendingDelivery(order, delivery, readyBy, now.pickUpFrom().address(), now.deliverTo().address(),
                        now.addressVersion())));
    }

    private Optional<Instant> readyBy(OrderId order) {
        List<TicketEvent> events = histories.of(TicketId.of(order), TicketEvent.class).toList();
        return events.stream().anyMatch(TicketCancelled.class::isInstance)
                ? Optional.empty()
                : events.stream().filter(TicketAccepted.class::isInstance).map(event -> ((TicketAccepted) event).readyBy()).findFirst();
    }
}
