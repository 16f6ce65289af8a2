package io.ordertrail.architecture.anaggregateknowsnoother.command.order;

import io.ordertrail.architecture.anaggregateknowsnoother.command.process.Steps;

record BadController(Steps steps) {
}
