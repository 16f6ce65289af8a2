package io.ordertrail.command.process;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.delivery.DeliveryCommand.CancelDelivery;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketCancellation;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.ConfirmCancellation;
import io.ordertrail.command.order.OrderCommand.UndoCancellation;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderCancellationRequested;
import io.ordertrail.events.OrderEvent.OrderCancelled;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Code;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Cancel an order: the ticket is held first, because only the kitchen can still refuse; then the payment is reversed (the point of no
 * return), then ticket, order and delivery are cancelled. A declined ticket cancels its order the same way.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class CancelOrderProcess {

    private final Steps steps;

    CancelOrderProcess(Steps steps) {
        this.steps = steps;
    }

    @EventHandler
    void on(OrderCancellationRequested requested) {
        OrderId order = requested.orderId();
        TicketId ticket = TicketId.of(order);
        Answer kitchen = steps.attempt(new BeginTicketCancellation(ticket), Code.INVALID_STATE);
        if (kitchen.isRefused() && !isCancelled(kitchen)) {
            steps.settle(new UndoCancellation(order, kitchen.status()));
            return;
        }
        Answer account = steps.attempt(new ReverseAuthorization(AccountId.of(requested.consumerId()), order), Code.INVALID_STATE);
        if (account.isRefused()) {
            steps.settle(new UndoTicketCancellation(ticket));
            steps.settle(new UndoCancellation(order, account.status()));
            return;
        }
        steps.settle(new ConfirmTicketCancellation(ticket));
        steps.settle(new ConfirmCancellation(order));
    }

    /** A ticket that was declined, or cancelled before a crash, has nothing against it. */
    private static boolean isCancelled(Answer kitchen) {
        return kitchen.status().equals(TicketStatus.CANCELLED.name());
    }

    @EventHandler
    void on(OrderCancelled cancelled) {
        steps.settle(new CancelDelivery(DeliveryId.of(cancelled.orderId())));
    }

    /** Refused while a revision or another cancellation is pending: when that has ended, {@link ResumeOrderProcess} looks again. */
    @EventHandler
    void on(TicketDeclined declined) {
        steps.settle(new CancelOrder(declined.orderId(), ExpectedVersion.any()));
    }
}
