package io.ordertrail.command.process;

import io.ordertrail.events.TicketEvent.TicketCancellationUndone;
import io.ordertrail.events.TicketEvent.TicketCreated;
import io.ordertrail.events.TicketEvent.TicketRevised;
import io.ordertrail.events.TicketEvent.TicketRevisionUndone;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Acceptance deadline: no acceptance in time declines the ticket; if it is …_PENDING then, as soon as it waits again. */
@Component
@ProcessingGroup(ProcessGroup.NAME)
class AcceptanceDeadlineProcess {

    private final AcceptanceDeadlines deadlines;
    private final TicketExpiry expiry;

    AcceptanceDeadlineProcess(AcceptanceDeadlines deadlines, TicketExpiry expiry) {
        this.deadlines = deadlines;
        this.expiry = expiry;
    }

    @EventHandler
    void on(TicketCreated created) {
        deadlines.set(created.ticketId(), created.acceptBy());
    }

    @EventHandler
    void on(TicketCancellationUndone undone) {
        expiry.checkNow(undone.ticketId());
    }

    @EventHandler
    void on(TicketRevised revised) {
        expiry.checkNow(revised.ticketId());
    }

    @EventHandler
    void on(TicketRevisionUndone undone) {
        expiry.checkNow(undone.ticketId());
    }
}
