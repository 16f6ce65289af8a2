package io.ordertrail.architecture.processesknoweventsandcommands.command.order;

public class Order {
}
