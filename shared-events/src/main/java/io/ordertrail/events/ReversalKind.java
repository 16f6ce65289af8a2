package io.ordertrail.events;

/** What a reversal has found: an authorisation, which it has released, or none yet, so that none will be given. */
public enum ReversalKind {
    RELEASE, AHEAD
}
