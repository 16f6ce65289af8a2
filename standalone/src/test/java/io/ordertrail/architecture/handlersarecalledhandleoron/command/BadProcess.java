package io.ordertrail.architecture.handlersarecalledhandleoron.command;

import org.axonframework.eventhandling.EventHandler;

class BadProcess {

    @EventHandler
    void handle(String event) {
    }
}
