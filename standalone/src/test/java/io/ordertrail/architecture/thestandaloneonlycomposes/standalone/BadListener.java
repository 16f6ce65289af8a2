package io.ordertrail.architecture.thestandaloneonlycomposes.standalone;

import org.axonframework.eventhandling.EventHandler;

class BadListener {

    @EventHandler
    void on(String event) {
    }
}
