package io.ordertrail.platform.web;

import java.util.Collection;
import java.util.stream.Stream;

/** Tells what a store throws when it cannot be reached, so that clients read 503 and try again. A bean per kind of store. */
@FunctionalInterface
public interface Outage {

    /** Causes can be circular. */
    int DEEPEST_CAUSE = 20;

    /** @param failure one exception of a chain of causes */
    boolean isSeenIn(Throwable failure);

    /** Whether any of them is the reason for the failure. */
    static boolean isBehind(Throwable failure, Collection<Outage> outages) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST_CAUSE)
                .anyMatch(cause -> outages.stream().anyMatch(outage -> outage.isSeenIn(cause)));
    }
}
