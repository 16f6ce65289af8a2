package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import io.ordertrail.architecture.timeandidscomefrommessages.command.Ids;

record BadKeys(Ids ids) {
}
