package io.ordertrail.architecture.viewssendnothing.query.view;

import org.axonframework.commandhandling.CommandBus;

class NoEffects {

    CommandBus guarded;
}
