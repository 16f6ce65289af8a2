package io.ordertrail.events;

/** The states of a delivery. */
public enum DeliveryStatus {
    PENDING, SCHEDULED, PICKED_UP, COMPLETED, FAILED, CANCELLED
}
