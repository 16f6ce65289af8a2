package io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.dispatch;

import io.ordertrail.architecture.thedispatchknowscommandsandsteps.command.courier.Courier;

record BadDispatch(Courier courier) {
}
