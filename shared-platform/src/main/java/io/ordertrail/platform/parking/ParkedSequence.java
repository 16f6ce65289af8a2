package io.ordertrail.platform.parking;

import java.time.Instant;
import java.util.List;

/**
 * A sequence that stands still at its first event, which could not be handled. The others have come since and wait behind it.
 *
 * @param id of the sequence: an order's, or that of another thing whose events are handled one after the other
 * @param since when it was parked
 * @param attempts how often its first event has been tried in vain
 * @param next when it is tried again
 * @param leasedUntil until then a node may be at it, the epoch if none is
 * @param lease which of all attempts at this sequence was the last to begin; whoever writes must have been that one
 * @param cause what its first event last failed with, null before it is tried
 * @param events in their order, never empty
 */
public record ParkedSequence(String id, Instant since, int attempts, Instant next, Instant leasedUntil, long lease, String cause,
        List<ParkedEvent> events) {

    public ParkedEvent first() {
        return events.getFirst();
    }

    /** Whether the event has yet to be put behind the others. */
    public boolean lacks(ParkedEvent event) {
        return event.position() >= first().position() && events.stream().noneMatch(other -> other.id().equals(event.id()));
    }
}
