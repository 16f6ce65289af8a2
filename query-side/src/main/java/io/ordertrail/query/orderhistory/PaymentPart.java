package io.ordertrail.query.orderhistory;

import io.ordertrail.events.AccountEvent;
import io.ordertrail.events.AccountEvent.AccountDisabled;
import io.ordertrail.events.AccountEvent.AccountEnabled;
import io.ordertrail.events.AccountEvent.AccountOpened;
import io.ordertrail.events.AccountEvent.AuthorizationReversed;
import io.ordertrail.events.AccountEvent.AuthorizationRevised;
import io.ordertrail.events.AccountEvent.AuthorizationRevisionDeclined;
import io.ordertrail.events.AccountEvent.CardLimitChanged;
import io.ordertrail.events.AccountEvent.PaymentAuthorized;
import io.ordertrail.events.AccountEvent.PaymentCaptured;
import io.ordertrail.events.AccountEvent.PaymentDeclined;
import io.ordertrail.events.AccountEvent.RefundCompleted;
import io.ordertrail.events.AccountEvent.RefundFailed;
import io.ordertrail.events.AccountEvent.RefundIssued;
import io.ordertrail.events.AccountEvent.RefundRequested;
import io.ordertrail.events.Money;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.query.orderhistory.OrderHistoryEntry.Payment;

/** What the consumer's account tells of this order's payment. */
final class PaymentPart {

    private PaymentPart() {
    }

    static Payment evolve(Payment payment, AccountEvent event) {
        return switch (event) {
            case PaymentAuthorized authorized -> new Payment(PaymentStatus.AUTHORIZED, authorized.amount(), null);
            case PaymentDeclined declined -> new Payment(PaymentStatus.DECLINED, declined.amount(), null);
            case AuthorizationRevised revised -> new Payment(PaymentStatus.AUTHORIZED, revised.amount(), null);
            case AuthorizationRevisionDeclined declined -> payment;
            case AuthorizationReversed reversed -> new Payment(PaymentStatus.REVERSED, reversed.amount(), null);
            case PaymentCaptured captured -> new Payment(PaymentStatus.CAPTURED, captured.amount(), null);
            case RefundIssued refund -> refunded(payment, refund.amount());
            case AccountOpened other -> payment;
            case CardLimitChanged other -> payment;
            case RefundRequested other -> payment;
            case RefundCompleted other -> payment;
            case RefundFailed other -> payment;
            case AccountDisabled other -> payment;
            case AccountEnabled other -> payment;
        };
    }

    private static Payment refunded(Payment payment, Money amount) {
        Money refunded = payment.refunded() == null ? amount : payment.refunded().plus(amount);
        boolean all = refunded.equals(payment.amount());
        return new Payment(all ? PaymentStatus.REFUNDED : payment.status(), payment.amount(), refunded);
    }
}
