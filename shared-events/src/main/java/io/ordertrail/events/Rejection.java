package io.ordertrail.events;

/** Why an order was rejected, or a payment declined. */
public enum Rejection {
    CONSUMER_UNKNOWN, CONSUMER_LIMIT, ACCOUNT_DISABLED, CARD_LIMIT
}
