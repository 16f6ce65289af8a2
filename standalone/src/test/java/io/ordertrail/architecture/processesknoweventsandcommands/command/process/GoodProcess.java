package io.ordertrail.architecture.processesknoweventsandcommands.command.process;

import io.ordertrail.architecture.processesknoweventsandcommands.command.order.OrderCommand;

class GoodProcess {

    OrderCommand next(String order) {
        return new OrderCommand.Approve(order);
    }
}
