package io.ordertrail.architecture.aggregatessendnothing.command.order;

import io.ordertrail.architecture.aggregatessendnothing.command.Commands;
import org.springframework.web.bind.annotation.RestController;

@RestController
record OrderController(Commands commands) {
}
