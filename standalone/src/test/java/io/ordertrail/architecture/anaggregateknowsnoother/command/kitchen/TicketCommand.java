package io.ordertrail.architecture.anaggregateknowsnoother.command.kitchen;

public interface TicketCommand {
}
