package io.ordertrail.architecture.timeandidscomefrommessages.command.order;

import io.ordertrail.architecture.timeandidscomefrommessages.command.Ids;
import java.time.Clock;
import org.springframework.web.bind.annotation.RestController;

@RestController
record OrderController(Clock clock, Ids ids) {
}
