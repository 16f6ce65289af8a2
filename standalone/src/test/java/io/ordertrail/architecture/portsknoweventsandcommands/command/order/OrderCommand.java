package io.ordertrail.architecture.portsknoweventsandcommands.command.order;

public interface OrderCommand {
}
