package io.ordertrail.query.live;

import java.util.function.LongSupplier;

/** A look that many want at once: who comes while one is being taken shares the next with all the others who do. */
final class SharedLook {

    private final LongSupplier look;
    private Round next = new Round();

    private static final class Round {

        private boolean taken;
        private long seen;
    }

    SharedLook(LongSupplier look) {
        this.look = look;
    }

    /** What is seen by a look that has begun after this was called. */
    long take() {
        Round mine;
        synchronized (this) {
            mine = next;
        }
        synchronized (look) {
            if (!mine.taken) {
                synchronized (this) {
                    next = new Round();
                }
                mine.seen = look.getAsLong();
                mine.taken = true;
            }
            return mine.seen;
        }
    }
}
