package io.ordertrail.platform.web;

/** Tells what a store throws when it cannot be reached, so that clients read 503 and try again. A bean per kind of store. */
@FunctionalInterface
public interface Outage {

    /** @param failure one exception of a chain of causes */
    boolean isSeenIn(Throwable failure);
}
