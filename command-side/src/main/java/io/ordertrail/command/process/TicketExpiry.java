package io.ordertrail.command.process;

import io.ordertrail.command.kitchen.TicketCommand.ExpireTicket;
import io.ordertrail.events.TicketId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Declines tickets that nobody has accepted in time; the ticket decides whether that is so. */
@Component
class TicketExpiry implements AcceptanceDeadlines.Handler {

    private final Steps steps;
    private final Clock clock;

    TicketExpiry(Steps steps, Clock clock) {
        this.steps = steps;
        this.clock = clock;
    }

    /** The deadline counts, even if this node's clock is not there yet. */
    @Override
    public void handle(TicketId ticket, Instant due) {
        Instant now = clock.instant();
        expire(ticket, now.isBefore(due) ? due : now);
    }

    /** The deadline may have come while the ticket could not be declined. */
    void checkNow(TicketId ticket) {
        expire(ticket, clock.instant());
    }

    private void expire(TicketId ticket, Instant at) {
        steps.take(new ExpireTicket(ticket, at));
    }
}
