package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import java.time.Instant;
import org.axonframework.spring.stereotype.Aggregate;

@Aggregate
class BadOrder {

    Instant placedAt() {
        return Instant.now();
    }
}
