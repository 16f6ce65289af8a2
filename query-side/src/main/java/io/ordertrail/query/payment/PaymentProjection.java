package io.ordertrail.query.payment;

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
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.PaymentStatus;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.query.event.OrderKey;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.springframework.stereotype.Component;

/** The payments, one document per order that ever asked for one. */
@Component
class PaymentProjection implements Projection<PaymentEntry> {

    @Override
    public String view() {
        return "payments";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<PaymentEntry> entryType() {
        return PaymentEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof AccountEvent ? OrderKey.of(event) : null;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("account") ? OrderKey.of(token) : null;
    }

    @Override
    public PaymentEntry evolve(PaymentEntry entry, RecordedEvent event) {
        return switch ((AccountEvent) event.payload()) {
            case PaymentAuthorized authorized -> new PaymentEntry(PaymentStatus.AUTHORIZED, authorized.amount(), null);
            case PaymentDeclined declined -> new PaymentEntry(PaymentStatus.DECLINED, declined.amount(), null);
            case AuthorizationRevised revised -> new PaymentEntry(PaymentStatus.AUTHORIZED, revised.amount(), null);
            case AuthorizationRevisionDeclined declined -> entry;
            case AuthorizationReversed reversed -> new PaymentEntry(PaymentStatus.REVERSED, reversed.amount(), null);
            case PaymentCaptured captured -> new PaymentEntry(PaymentStatus.CAPTURED, captured.amount(), null);
            case RefundIssued refund -> entry.refunding(refund.amount());
            case AccountOpened other -> entry;
            case CardLimitChanged other -> entry;
            case RefundRequested other -> entry;
            case RefundCompleted other -> entry;
            case RefundFailed other -> entry;
            case AccountDisabled other -> entry;
            case AccountEnabled other -> entry;
        };
    }

    /** Few orders are complained about. */
    @Override
    public boolean complete(PaymentEntry entry) {
        return entry.status() != PaymentStatus.AUTHORIZED;
    }
}
