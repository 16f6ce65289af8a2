package io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.dispatch;

import io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.courier.CourierCommand;
import io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.process.Steps;

record Dispatch(Steps steps, CourierCommand next) {
}
