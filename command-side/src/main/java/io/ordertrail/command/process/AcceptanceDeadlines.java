package io.ordertrail.command.process;

import io.ordertrail.events.TicketId;
import java.time.Instant;

/** A durable alarm clock for tickets: an alarm rings after a restart too, at least once, on one of the nodes. */
public interface AcceptanceDeadlines {

    /** Sets the ticket's alarm; one that is set already stays as it is. */
    void set(TicketId ticket, Instant acceptBy);

    /** What an alarm wakes. */
    interface Alarm {

        /**
         * Rings again later if this fails.
         *
         * @param due when it was to ring
         */
        void ring(TicketId ticket, Instant due);
    }
}
