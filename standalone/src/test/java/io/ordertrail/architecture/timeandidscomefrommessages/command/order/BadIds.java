package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import java.util.UUID;

class BadIds {

    String next() {
        return UUID.randomUUID().toString();
    }
}
