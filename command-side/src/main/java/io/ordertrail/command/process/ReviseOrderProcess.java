package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.ReviseAuthorization;
import io.ordertrail.command.delivery.DeliveryCommand.RedirectDelivery;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.ForestallTicketRevision;
import io.ordertrail.command.kitchen.TicketCommand.UndoTicketRevision;
import io.ordertrail.command.order.OrderCommand.ConfirmRevision;
import io.ordertrail.command.order.OrderCommand.UndoRevision;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionProposed;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.springframework.stereotype.Component;

/**
 * Revise an order: the consumer is verified, the ticket is held, the authorisation is revised (the point of no return), then ticket and order
 * are revised, and the delivery is redirected. Every command names the proposal, so that a late repeat cannot touch the next one.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class ReviseOrderProcess {

    private static final Set<String> OPEN_TICKETS = Set.of(TicketStatus.AWAITING_ACCEPTANCE.name(), TicketStatus.ACCEPTED.name());

    private final Steps steps;
    private final ConsumerCheck consumers;
    private final Histories histories;

    ReviseOrderProcess(Steps steps, ConsumerCheck consumers, Histories histories) {
        this.steps = steps;
        this.consumers = consumers;
        this.histories = histories;
    }

    @EventHandler
    void on(OrderRevisionProposed proposed, @SequenceNumber long proposal) {
        OrderId order = proposed.orderId();
        TicketId ticket = TicketId.of(order);
        List<TicketLine> lines = proposed.lines().stream().map(TicketLine::of).toList();
        Optional<Rejection> objection = consumers.objection(proposed.consumerId(), proposed.total());
        if (objection.isPresent() && isForestalled(ticket, proposal, lines)) {
            steps.settle(new UndoRevision(order, proposal, objection.get().name()));
            return;
        }
        Answer kitchen = steps.attempt(new BeginTicketRevision(ticket, proposal, lines), Code.INVALID_STATE);
        if (kitchen.isRefused()) {
            steps.settle(new UndoRevision(order, proposal, reasonOf(kitchen)));
            return;
        }
        Answer account = steps.attempt(new ReviseAuthorization(AccountId.of(proposed.consumerId()), order, proposal, proposed.total()),
                Code.INVALID_STATE);
        if (account.isRefused()) {
            undo(order, proposal, account.status());
        } else if (account.status().equals(PaymentStatus.AUTHORIZED.name())) {
            steps.settle(new ConfirmTicketRevision(ticket, proposal));
            steps.settle(new ConfirmRevision(order, proposal));
        }
        // Otherwise it was declined, and AuthorizationRevisionDeclined will tell why.
    }

    /**
     * Limits change, so two answers may differ: of a repeat after a crash, or of another node that believes that the event is its own. The
     * ticket decides between them. Once its revision has begun there is no way back, and before that it never will begin.
     */
    private boolean isForestalled(TicketId ticket, long proposal, List<TicketLine> lines) {
        return !steps.attempt(new ForestallTicketRevision(ticket, proposal, lines), Code.INVALID_STATE).isRefused();
    }

    /** A ticket that is still open has nothing against a revision but that another node has forestalled it. */
    private static String reasonOf(Answer kitchen) {
        return OPEN_TICKETS.contains(kitchen.status()) ? Rejection.CONSUMER_LIMIT.name() : kitchen.status();
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
        Destination destination = Destination.of(histories.of(revised.orderId(), OrderEvent.class));
        if (destination.isRevised()) {
            steps.settle(new RedirectDelivery(DeliveryId.of(revised.orderId()), destination.deliverTo(), destination.requestedFor(),
                    destination.orderVersion()));
        }
    }
}
