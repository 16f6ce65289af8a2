package io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.courier;

public interface CourierCommand {
}
