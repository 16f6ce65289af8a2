package io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.process;

public class Steps {
}
