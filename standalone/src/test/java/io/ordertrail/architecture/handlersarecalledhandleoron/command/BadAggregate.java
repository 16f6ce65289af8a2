package io.ordertrail.architecture.handlersarecalledhandleoron.command;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

class BadAggregate {

    @CommandHandler
    void place(String command) {
    }

    @EventSourcingHandler
    void on(String event) {
    }
}
