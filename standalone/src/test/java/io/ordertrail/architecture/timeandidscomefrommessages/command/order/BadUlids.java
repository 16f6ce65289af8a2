package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import com.github.f4b6a3.ulid.UlidCreator;

class BadUlids {

    String next() {
        return UlidCreator.getUlid().toString();
    }
}
