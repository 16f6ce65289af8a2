package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.CapturePayment;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.kitchen.TicketCommand.HandOver;
import io.ordertrail.command.order.OrderCommand.NoteDelivered;
import io.ordertrail.command.order.OrderCommand.NoteNotDelivered;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryEvent.DeliveryPickedUp;
import io.ordertrail.events.TicketId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Deliver an order: follow the courier's reports, and take the money or give it back at the end. Couriers are found and freed elsewhere. */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class DeliverOrderProcess {

    private final Steps steps;

    DeliverOrderProcess(Steps steps) {
        this.steps = steps;
    }

    /** Refused if the kitchen has handed it over itself. */
    @EventHandler
    void on(DeliveryPickedUp pickedUp) {
        steps.settle(new HandOver(TicketId.of(pickedUp.orderId())));
    }

    @EventHandler
    void on(DeliveryCompleted completed) {
        steps.settle(new CapturePayment(AccountId.of(completed.consumerId()), completed.orderId()));
        steps.settle(new NoteDelivered(completed.orderId()));
    }

    @EventHandler
    void on(DeliveryFailed failed) {
        steps.settle(new ReverseAuthorization(AccountId.of(failed.consumerId()), failed.orderId()));
        steps.settle(new NoteNotDelivered(failed.orderId()));
    }
}
