package io.ordertrail.architecture.anaggregateknowsnoother.command.order;

import io.ordertrail.architecture.anaggregateknowsnoother.command.kitchen.TicketCommand;

class BadOrder {

    void place(TicketCommand[] commands) {
    }
}
