package io.ordertrail.command.gateway;

import io.ordertrail.command.Commands;
import io.ordertrail.command.delivery.TicketReadiness;

/** Opens the gateways to tests of other packages. */
public final class Gateways {

    private Gateways() {
    }

    public static TicketReadiness kitchenReadiness(Commands commands) {
        return new KitchenReadiness(commands);
    }
}
