package io.ordertrail.command.deadline;

import io.ordertrail.events.TicketId;
import java.time.Instant;

/**
 * A ticket's deadline, taken by one node for a while.
 *
 * @param due when it falls due
 * @param attempts how often it has been taken, this time included
 * @param next until when it is this node's; after that any node may take it
 */
public record Deadline(TicketId ticket, Instant due, int attempts, Instant next) {
}
