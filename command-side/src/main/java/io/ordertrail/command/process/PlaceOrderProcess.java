package io.ordertrail.command.process;

import io.ordertrail.command.accounting.AccountCommand.AuthorizePayment;
import io.ordertrail.command.accounting.AccountCommand.OpenAccount;
import io.ordertrail.command.accounting.AccountCommand.ReverseAuthorization;
import io.ordertrail.command.delivery.DeliveryCommand.PlanDelivery;
import io.ordertrail.command.kitchen.TicketCommand.AbandonTicket;
import io.ordertrail.command.kitchen.TicketCommand.BeginTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicket;
import io.ordertrail.command.kitchen.TicketCommand.ConfirmTicketCancellation;
import io.ordertrail.command.kitchen.TicketCommand.RequestTicket;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.command.order.OrderCommand.ApproveOrder;
import io.ordertrail.command.order.OrderCommand.RejectOrder;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountId;
import io.ordertrail.events.ConsumerEvent.ConsumerRegistered;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderApproved;
import io.ordertrail.events.OrderEvent.OrderPlaced;
import io.ordertrail.events.OrderStatus;
import io.ordertrail.events.Rejection;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketLine;
import io.ordertrail.platform.refusal.Code;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/**
 * Place an order: verify the consumer, request a ticket, authorise the payment (the point of no return), confirm the ticket, approve the
 * order, plan the delivery. What is refused before that point abandons the ticket and rejects the order.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class PlaceOrderProcess {

    private final Steps steps;
    private final ConsumerCheck consumers;
    private final Histories histories;
    private final AcceptancePeriod acceptancePeriod;

    PlaceOrderProcess(Steps steps, ConsumerCheck consumers, Histories histories, AcceptancePeriod acceptancePeriod) {
        this.steps = steps;
        this.consumers = consumers;
        this.histories = histories;
        this.acceptancePeriod = acceptancePeriod;
    }

    @EventHandler
    void on(ConsumerRegistered registered) {
        steps.settle(new OpenAccount(AccountId.of(registered.consumerId()), registered.consumerId()));
    }

    @EventHandler
    void on(OrderPlaced placed) {
        // A late repeat must not ask again: a limit changed meanwhile would give a second answer.
        if (!histories.isDecided(placed.orderId())) {
            Optional<Rejection> objection = objectionOfConsumer(placed);
            if (objection.isPresent()) {
                steps.settle(new RejectOrder(placed.orderId(), objection.get()));
            } else {
                TicketId ticket = TicketId.of(placed.orderId());
                steps.settle(new RequestTicket(ticket, placed.orderId(), placed.restaurantId(),
                        placed.lines().stream().map(TicketLine::of).toList()));
                authorize(placed);
            }
        }
    }

    /** A ticket tells that the consumer was fine before a crash, and the payment may be authorised already: there is no way back. */
    private Optional<Rejection> objectionOfConsumer(OrderPlaced placed) {
        return consumers.objection(placed.consumerId(), placed.total()).filter(objection -> !isTicketRequested(placed));
    }

    private boolean isTicketRequested(OrderPlaced placed) {
        return !steps.attempt(new ShowTicket(TicketId.of(placed.orderId())), Code.NOT_FOUND).isRefused();
    }

    /** The account is opened when its consumer registers; an order may come before that has been handled. */
    private void authorize(OrderPlaced placed) {
        AuthorizePayment authorize = new AuthorizePayment(AccountId.of(placed.consumerId()), placed.orderId(), placed.total());
        if (steps.attempt(authorize, Code.NOT_FOUND).isRefused()) {
            steps.settle(new OpenAccount(authorize.accountId(), placed.consumerId()));
            steps.take(authorize);
        }
    }

    /** The kitchen's time is counted from the event, so that a repeat says the same. */
    @EventHandler
    void on(PaymentAuthorized authorized, @Timestamp Instant authorizedAt) {
        steps.settle(new ConfirmTicket(TicketId.of(authorized.orderId()), acceptancePeriod.endFrom(authorizedAt)));
        Answer order = steps.settle(new ApproveOrder(authorized.orderId()));
        if (order.status().equals(OrderStatus.REJECTED.name())) {
            takeBack(authorized);
        }
    }

    /** Two nodes have verified the consumer, both sure that the order is theirs, and a limit was changed between their answers. */
    private void takeBack(PaymentAuthorized authorized) {
        steps.settle(new BeginTicketCancellation(TicketId.of(authorized.orderId())));
        steps.settle(new ReverseAuthorization(authorized.accountId(), authorized.orderId()));
        steps.settle(new ConfirmTicketCancellation(TicketId.of(authorized.orderId())));
    }

    @EventHandler
    void on(PaymentDeclined declined) {
        steps.settle(new AbandonTicket(TicketId.of(declined.orderId()), declined.reason()));
        steps.settle(new RejectOrder(declined.orderId(), declined.reason()));
    }

    @EventHandler
    void on(OrderApproved approved) {
        histories.of(approved.orderId(), OrderPlaced.class).forEach(placed -> steps.settle(new PlanDelivery(
                DeliveryId.of(placed.orderId()), placed.orderId(), placed.consumerId(), placed.restaurantId(), placed.requestedFor(),
                placed.pickUpFrom(), placed.deliverTo())));
    }
}
