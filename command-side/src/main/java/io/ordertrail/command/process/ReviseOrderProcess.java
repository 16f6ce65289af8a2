package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
import io.ordertrail.command.delivery.DeliveryCommand.RedirectDelivery;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketRevision;
import io.ordertrail.command.order.OrderCommand.ConfirmRevision;
import io.ordertrail.command.order.OrderCommand.UndoRevision;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/**
 * Revise an order: the ticket is held, the authorisation is revised (the point of no return), then ticket and order are revised, and the
 * delivery is redirected. Every command names the proposal, so that a late repeat cannot touch the next one.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class ReviseOrderProcess {

    private final Steps steps;
    private final Histories histories;

    ReviseOrderProcess(Steps steps, Histories histories) {
        this.steps = steps;
        this.histories = histories;
    }

    @EventHandler
    void on(OrderRevisionProposed proposed, @SequenceNumber long proposal) {
        OrderId order = proposed.orderId();
        Answer kitchen = steps.attempt(
                new BeginTicketRevision(TicketId.of(order), proposal, proposed.lines().stream().map(TicketLine::of).toList()));
        if (kitchen.isRefused()) {
            steps.settle(new UndoRevision(order, proposal, kitchen.status()));
            return;
        }
        Answer account = steps.attempt(new ReviseAuthorization(AccountId.of(proposed.consumerId()), order, proposal, proposed.total()));
        if (account.isRefused()) {
            undo(order, proposal, account.status());
        } else if (account.status().equals(PaymentStatus.AUTHORIZED.name())) {
            steps.settle(new ConfirmTicketRevision(TicketId.of(order), proposal));
            steps.settle(new ConfirmRevision(order, proposal));
        }
        // Otherwise it was declined, and AuthorizationRevisionDeclined will tell why.
    }

    @EventHandler
    void on(AuthorizationRevisionDeclined declined) {
        undo(declined.orderId(), declined.proposal(), declined.reason().name());
    }

    private void undo(OrderId order, long proposal, String reason) {
        steps.settle(new UndoTicketRevision(TicketId.of(order), proposal));
        steps.settle(new UndoRevision(order, proposal, reason));
    }

    /** By the last revision, not by this one: a late repeat must not send the courier back. Too late after the pick-up. */
    @EventHandler
    void on(OrderRevised revised) {
        histories.of(revised.orderId(), OrderRevised.class).reduce((older, newer) -> newer).ifPresent(last -> steps.settle(
                new RedirectDelivery(DeliveryId.of(last.orderId()), last.deliverTo(), last.requestedFor())));
    }
}
