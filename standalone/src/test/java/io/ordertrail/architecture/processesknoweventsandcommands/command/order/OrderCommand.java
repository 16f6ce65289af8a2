package io.ordertrail.architecture.processesknoweventsandcommands.command.order;

public interface OrderCommand {

    record Approve(String order) implements OrderCommand {
    }
}
