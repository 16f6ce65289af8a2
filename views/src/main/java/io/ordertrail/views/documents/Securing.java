package io.ordertrail.views.documents;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Makes sure of what was written without waiting for more than one server. A write that waits for the majority takes with it whatever the same
 * primary has written before, but nothing of what a former primary has: that may be gone, and nobody is told. So it counts only if the
 * primary has been the same all the while, and what was read meanwhile, too. Whoever writes so begins with this, and calls nothing done
 * before it is {@linkplain #secure secured}.
 */
public final class Securing {

    private final Supplier<?> primary;
    private final Runnable majorityWrite;
    private final Object begun;

    /**
     * Begins.
     *
     * @param primary who is it now, in which term: it never says again what it has said before another
     * @param majorityWrite changes something, and returns when a majority has it
     */
    public Securing(Supplier<?> primary, Runnable majorityWrite) {
        this.primary = primary;
        this.majorityWrite = majorityWrite;
        this.begun = primary.get();
    }

    /**
     * When it returns, nothing that was written or read since the beginning can be lost any more.
     *
     * @throws IllegalStateException if the primary is not the one of the beginning
     */
    public void secure() {
        majorityWrite.run();
        requireSamePrimary();
    }

    /** What has just been read was all that had been written since the beginning. */
    public void requireSamePrimary() {
        if (!Objects.equals(primary.get(), begun)) {
            throw new IllegalStateException("Another server of the view store has become primary: what the former has written may be lost");
        }
    }
}
