package io.ordertrail.events;

/** The states of one order's payment. */
public enum PaymentStatus {
    AUTHORIZED, DECLINED, REVERSED, CAPTURED, REFUNDED
}
