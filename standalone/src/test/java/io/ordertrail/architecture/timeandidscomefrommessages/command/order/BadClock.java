package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import java.time.Clock;

record BadClock(Clock clock) {
}
