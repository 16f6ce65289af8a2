package io.ordertrail.command.delivery;

import io.ordertrail.events.OrderId;

/** What a pick-up needs to know of the kitchen. */
public interface TicketReadiness {

    /**
     * Returns if the order's ticket is ready for pick-up or has been handed over already.
     *
     * @throws io.ordertrail.platform.refusal.Refusal {@code INVALID_STATE} with the ticket's status otherwise
     */
    void requireReady(OrderId order);
}
