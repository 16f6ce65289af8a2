package io.ordertrail.query.account;

import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import io.ordertrail.events.PaymentStatus;

/**
 * One order's payment. Public for the codec that stores it.
 *
 * @param amount what was authorised, or last revised to; if declined, what was asked for; null if reversed before it was authorised
 * @param refunded the part of the captured amount that was given back, null while nothing was
 */
public record Authorization(OrderId orderId, PaymentStatus status, Money amount, Money refunded) {

    Authorization captured() {
        return new Authorization(orderId, PaymentStatus.CAPTURED, amount, refunded);
    }

    Authorization refunding(Money more) {
        Money all = refunded == null ? more : refunded.plus(more);
        return new Authorization(orderId, all.equals(amount) ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED, amount, all);
    }

    boolean isOpen() {
        return status == PaymentStatus.AUTHORIZED;
    }
}
