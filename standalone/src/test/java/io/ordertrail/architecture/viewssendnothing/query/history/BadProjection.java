package io.ordertrail.architecture.viewssendnothing.query.history;

import org.axonframework.commandhandling.gateway.CommandGateway;

class BadProjection {

    CommandGateway commands;
}
