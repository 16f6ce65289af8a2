package io.ordertrail.command.process;

import io.ordertrail.command.ExpectedVersion;
import io.ordertrail.command.order.OrderCommand.CancelOrder;
import io.ordertrail.command.order.OrderCommand.NoteDelivered;
import io.ordertrail.command.order.OrderCommand.NoteNotDelivered;
import io.ordertrail.events.DeliveryEvent.DeliveryCompleted;
import io.ordertrail.events.DeliveryEvent.DeliveryFailed;
import io.ordertrail.events.DeliveryId;
import io.ordertrail.events.OrderEvent.OrderCancellationRefused;
import io.ordertrail.events.OrderEvent.OrderRevised;
import io.ordertrail.events.OrderEvent.OrderRevisionRefused;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketEvent.TicketDeclined;
import io.ordertrail.events.TicketId;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Goes on with an order that was …_PENDING when its ticket was declined or its delivery ended: the order refused to hear of it then, and
 * nobody else would tell it again.
 */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class ResumeOrderProcess {

    private final Steps steps;
    private final Histories histories;

    ResumeOrderProcess(Steps steps, Histories histories) {
        this.steps = steps;
        this.histories = histories;
    }

    @EventHandler
    void on(OrderCancellationRefused refused) {
        resume(refused.orderId());
    }

    @EventHandler
    void on(OrderRevisionRefused refused) {
        resume(refused.orderId());
    }

    @EventHandler
    void on(OrderRevised revised) {
        resume(revised.orderId());
    }

    private void resume(OrderId order) {
        if (histories.last(TicketId.of(order)).orElse(null) instanceof TicketDeclined) {
            steps.settle(new CancelOrder(order, ExpectedVersion.any()));
        }
        switch (histories.last(DeliveryId.of(order)).orElse(null)) {
            case DeliveryCompleted completed -> steps.settle(new NoteDelivered(order));
            case DeliveryFailed failed -> steps.settle(new NoteNotDelivered(order));
            case null, default -> {
                // On its way, or not even planned: there is nothing to tell yet.
            }
        }
    }
}
