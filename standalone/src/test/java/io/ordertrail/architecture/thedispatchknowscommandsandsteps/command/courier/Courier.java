package io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.courier;

public class Courier {
}
