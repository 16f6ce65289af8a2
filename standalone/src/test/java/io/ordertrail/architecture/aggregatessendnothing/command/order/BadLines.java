package io.ordertrail.architecture.aggregatessendnothing.command.order;

import org.axonframework.commandhandling.gateway.CommandGateway;

record BadLines(CommandGateway gateway) {
}
