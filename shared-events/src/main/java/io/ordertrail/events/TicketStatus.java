package io.ordertrail.events;

/** The states of a kitchen ticket. */
public enum TicketStatus {
    CREATE_PENDING, AWAITING_ACCEPTANCE, ACCEPTED, PREPARING, READY_FOR_PICKUP, PICKED_UP, CANCEL_PENDING, REVISION_PENDING, CANCELLED
}
