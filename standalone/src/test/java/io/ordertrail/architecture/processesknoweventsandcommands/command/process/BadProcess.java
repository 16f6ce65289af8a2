package io.ordertrail.architecture.processesknoweventsandcommands.command.process;

import io.ordertrail.architecture.processesknoweventsandcommands.command.order.Order;

record BadProcess(Order order) {
}
