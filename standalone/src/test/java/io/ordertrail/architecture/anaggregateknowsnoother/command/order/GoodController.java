package io.ordertrail.architecture.anaggregateknowsnoother.command.order;

import io.ordertrail.architecture.anaggregateknowsnoother.command.Commands;

record GoodController(Commands commands) {
}
