package io.ordertrail.command.process;

import io.ordertrail.events.TicketId;
import java.time.Instant;

/** Durable deadlines of tickets: each falls due after a restart too, and is handled at least once, on one of the nodes. */
public interface AcceptanceDeadlines {

    /** Sets the ticket's deadline; one that is set already stays as it is. */
    void set(TicketId ticket, Instant acceptBy);

    /** What is done when a deadline has come. */
    interface Handler {

        /**
         * Comes again later if this fails.
         *
         * @param due when it fell due
         */
        void handle(TicketId ticket, Instant due);
    }
}
