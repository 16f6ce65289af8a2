package io.ordertrail.events;

/** The states of an order. */
public enum OrderStatus {
    APPROVAL_PENDING, APPROVED, REJECTED, CANCEL_PENDING, CANCELLED, REVISION_PENDING, DELIVERED, NOT_DELIVERED
}
