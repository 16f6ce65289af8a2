package io.ordertrail.command.process;

import io.ordertrail.events.ConsumerEvent.ConsumerForgotten;
import io.ordertrail.platform.personal.Seals;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** To be forgotten: whatever has become of the request, the key is dropped. */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class ForgettingProcess {

    private final Seals seals;

    ForgettingProcess(Seals seals) {
        this.seals = seals;
    }

    @EventHandler
    void on(ConsumerForgotten forgotten) {
        seals.forget(forgotten.consumerId().toString());
    }
}
