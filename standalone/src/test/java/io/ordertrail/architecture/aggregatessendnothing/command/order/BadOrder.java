package io.ordertrail.architecture.aggregatessendnothing.command.order;

import io.ordertrail.architecture.aggregatessendnothing.command.Commands;
import org.axonframework.spring.stereotype.Aggregate;

@Aggregate
class BadOrder {

    void place(Commands commands) {
    }
}
