package io.ordertrail.architecture.portsknoweventsandcommands.command.order;

public class Order {
}
