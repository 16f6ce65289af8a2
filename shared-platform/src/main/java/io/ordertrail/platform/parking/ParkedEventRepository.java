package io.ordertrail.platform.parking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where parked sequences are kept, the same for all nodes. A sequence is tried by one node at a time, under a lease that ends by itself; an
 * event is in its sequence once, however often it comes. Times are of the asking node's clock, in whole milliseconds.
 */
public interface ParkedEventRepository {

    /** So many sequences may stand still before whatever would park another one has to wait. */
    int MOST_SEQUENCES = 1_000;

    /** So many events may wait in one sequence. */
    int MOST_EVENTS = 1_000;

    /** Of all parked sequences. */
    Set<String> ids();

    /**
     * Puts an event behind the others of its sequence, if that is parked. One from before the first has been handled and comes again: it is not put
     * anywhere.
     *
     * @return whether it is
     * @throws ParkingFull if there are too many
     */
    boolean append(String sequence, ParkedEvent event);

    /**
     * Parks a sequence at this event, or appends it where that has been done.
     *
     * @throws ParkingFull if there are too many
     */
    void park(String sequence, ParkedEvent event, String cause, Instant now, Instant next);

    /**
     * Leases the sequence whose turn it is.
     *
     * @param until when the lease ends by itself
     * @param farthest no lease ends later than this: one that claims to do so was taken by a node with another clock
     */
    Optional<ParkedSequence> take(Instant now, Instant until, Instant farthest);

    /**
     * The first event is through. What is left is still leased.
     *
     * @return what is left; nothing if that was all, or if the lease is somebody else's by now
     */
    Optional<ParkedSequence> handled(ParkedSequence leased, Instant until);

    /** The first event was tried in vain: gives the sequence back, unless the lease is somebody else's by now. */
    void postpone(ParkedSequence leased, int attempts, String cause, Instant next);

    /**
     * Makes a sequence due now.
     *
     * @return whether it is parked
     */
    boolean hasten(String sequence, Instant now);

    /**
     * Takes the first event out of its sequence, which is due at once with what is left.
     *
     * @return whether that event stood first and no node was at it
     */
    boolean discard(String sequence, String event, Instant now);

    Optional<ParkedSequence> find(String sequence);

    /**
     * By id.
     *
     * @param after only ids behind this one; empty for all
     */
    List<ParkedSequence> list(String after, int limit);

    Amount amount();

    /**
     * @param oldest since when the one that has stood longest does; null if there is none
     */
    record Amount(long sequences, long events, Instant oldest) {
    }
}
