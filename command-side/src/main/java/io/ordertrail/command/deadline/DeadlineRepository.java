package io.ordertrail.command.deadline;

import io.ordertrail.events.TicketId;
import java.time.Instant;
import java.util.List;

/**
 * Where deadlines are kept, the same for all nodes. Each has one time from which it may be taken: first when it is due, then when whoever
 * took it last gives up or has failed. So a claim is a condition on that time and a later one in its place, and there is nothing to clean
 * up after a node that died. Times are of the asking node's clock, in whole milliseconds.
 */
public interface DeadlineRepository {

    /** One that is there already stays as it is. */
    void add(TicketId ticket, Instant due);

    /**
     * Takes deadlines whose time has come, the earliest first; no other node takes them before the time given.
     *
     * @param farthest no wait ends later than this: a deadline taken before that claims to do so was taken by a node with another clock
     * @param limit at most so many
     */
    List<Deadline> take(Instant now, Instant until, Instant farthest, int limit);

    /** It is handled: gone for good, unless another node has taken it meanwhile. */
    void complete(Deadline taken);

    /** It could not be handled and may be taken again at that time, unless another node has taken it meanwhile. */
    void postpone(Deadline taken, Instant next);

    /** Those that were due before this. */
    Overdue dueBefore(Instant time);

    /**
     * @param count of deadlines
     * @param oldest when the first of them was due, null if there is none
     */
    record Overdue(long count, Instant oldest) {
    }
}
