package io.ordertrail.platform.parking;

import java.util.concurrent.atomic.AtomicLong;

/** What this node has parked since its start. */
class Tally {

    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();

    void count(Throwable failure) {
        (UnknownEvent.isSeenIn(failure) ? unknown : failed).incrementAndGet();
    }

    /** Events that failed. */
    long failed() {
        return failed.get();
    }

    /** Events of types that this version does not know. */
    long unknown() {
        return unknown.get();
    }
}
