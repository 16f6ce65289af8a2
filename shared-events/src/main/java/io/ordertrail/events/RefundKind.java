package io.ordertrail.events;

/** How money is given back: before it was taken, or after. */
public enum RefundKind {
    VOID, REFUND
}
