package io.ordertrail.architecture.processesknoweventsandcommands.command.dispatch;

public interface DispatchRepository {
}
