package io.ordertrail.command.gateway;

import io.ordertrail.command.Commands;
import io.ordertrail.command.Outcome;
import io.ordertrail.command.delivery.TicketReadiness;
import io.ordertrail.command.kitchen.TicketCommand.ShowTicket;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.TicketId;
import io.ordertrail.events.TicketStatus;
import io.ordertrail.platform.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Asks the ticket for a delivery that is to be picked up. */
@Component
class KitchenReadiness implements TicketReadiness {

    private final Commands commands;

    KitchenReadiness(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void requireReady(OrderId order) {
        Outcome ticket = commands.send(new ShowTicket(TicketId.of(order)));
        TicketStatus status = TicketStatus.valueOf(ticket.status());
        if (status != TicketStatus.READY_FOR_PICKUP && status != TicketStatus.PICKED_UP) {
            throw Refusal.invalidState(status, "The kitchen's ticket is %s, not READY_FOR_PICKUP".formatted(status));
        }
    }
}
