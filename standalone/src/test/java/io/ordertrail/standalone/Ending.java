package io.ordertrail.standalone;

/** Every way that an order's life can end, and the detours on the way, with what its entry must say then. */
enum Ending {
    DELIVERED("DELIVERED", "PICKED_UP", "CAPTURED", "COMPLETED"),
    REFUNDED("DELIVERED", "PICKED_UP", "REFUNDED", "COMPLETED"),
    NOT_DELIVERED("NOT_DELIVERED", "PICKED_UP", "REVERSED", "FAILED"),
    CONSUMER_UNKNOWN("REJECTED", null, null, null),
    CONSUMER_LIMIT("REJECTED", null, null, null),
    ACCOUNT_DISABLED("REJECTED", "CANCELLED", "DECLINED", null),
    CARD_LIMIT("REJECTED", "CANCELLED", "DECLINED", null),
    CANCELLED_EARLY("CANCELLED", "CANCELLED", "REVERSED", "CANCELLED"),
    CANCELLED_AFTER_ACCEPTANCE("CANCELLED", "CANCELLED", "REVERSED", "CANCELLED"),
    CANCEL_REFUSED_LATE("DELIVERED", "PICKED_UP", "CAPTURED", "COMPLETED"),
    REVISED("DELIVERED", "PICKED_UP", "CAPTURED", "COMPLETED"),
    REVISION_REFUSED_BY_KITCHEN("DELIVERED", "PICKED_UP", "CAPTURED", "COMPLETED"),
    REVISION_REFUSED_BY_ACCOUNT("DELIVERED", "PICKED_UP", "CAPTURED", "COMPLETED"),
    DECLINED("CANCELLED", "CANCELLED", "REVERSED", "CANCELLED"),
    TIMED_OUT("CANCELLED", "CANCELLED", "REVERSED", "CANCELLED");

    final String order;
    final String ticket;
    final String payment;
    final String delivery;

    /** The four states at the end; null where that part never comes to be. */
    Ending(String order, String ticket, String payment, String delivery) {
        this.order = order;
        this.ticket = ticket;
        this.payment = payment;
        this.delivery = delivery;
    }

    boolean isRejection() {
        return order.equals("REJECTED");
    }
}
