package io.ordertrail.command;

import java.util.Optional;

/**
 * What a request asks for, under an id: done a second time under the same id, on whichever node, it has no second effect.
 *
 * @param <A> what was done, as far as the answer tells of it
 */
public interface Deed<A> {

    /** Does it. */
    A perform(String id);

    /** What was done under the id, as it was then and whatever has happened since; empty if that cannot be found, or nothing was done. */
    Optional<A> find(String id);

    /** Whether what was done under the id is what this request asks for. */
    boolean isAskedFor(String id, A done);

    /**
     * What must be kept for the same answer, where {@link #find} has no other place to find it: no more than the API's ids, states and
     * versions, for it is kept as it is. Empty if nothing need be.
     */
    default Optional<String> note(A done) {
        return Optional.empty();
    }

    /** What was done, by what was noted of it. */
    default A noted(String note) {
        throw new UnsupportedOperationException("It notes nothing");
    }
}
