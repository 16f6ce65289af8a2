package io.ordertrail.architecture.viewssendnothing.views.projection;

import org.axonframework.commandhandling.CommandBus;

class NoEffects {

    CommandBus guarded;
}
