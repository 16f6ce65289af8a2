package io.ordertrail.architecture.portsknoweventsandcommands.command.partner;

import io.ordertrail.architecture.portsknoweventsandcommands.command.order.OrderCommand;

record GoodPort(OrderCommand command) {
}
