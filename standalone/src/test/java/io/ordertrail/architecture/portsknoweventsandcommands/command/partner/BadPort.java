package io.ordertrail.architecture.portsknoweventsandcommands.command.partner;

import io.ordertrail.architecture.portsknoweventsandcommands.command.order.Order;

record BadPort(Order order) {
}
