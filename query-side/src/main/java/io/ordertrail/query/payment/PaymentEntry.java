package io.ordertrail.query.payment;

import io.ordertrail.events.Money;
import io.ordertrail.events.PaymentStatus;

/**
 * One order's payment. Public for the codec that stores it and for who asks.
 *
 * @param amount what was authorised, or last revised to; if declined, what was asked for; null if reversed before it was authorised
 * @param refunded the sum of what was given back after it was captured, null while nothing was
 */
public record PaymentEntry(PaymentStatus status, Money amount, Money refunded) {

    PaymentEntry refunding(Money more) {
        Money all = refunded == null ? more : refunded.plus(more);
        return new PaymentEntry(all.equals(amount) ? PaymentStatus.REFUNDED : status, amount, all);
    }
}
