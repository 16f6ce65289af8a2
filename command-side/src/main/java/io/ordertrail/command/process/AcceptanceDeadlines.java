package io.ordertrail.command.process;

import io.ordertrail.events.TicketId;
import java.time.Instant;

/** A durable alarm clock for tickets: it rings after a restart too, on one of the nodes, and then calls {@link TicketExpiry}. */
public interface AcceptanceDeadlines {

    /** Sets the ticket's alarm; one that is set already stays as it is. */
    void set(TicketId ticket, Instant acceptBy);
}
