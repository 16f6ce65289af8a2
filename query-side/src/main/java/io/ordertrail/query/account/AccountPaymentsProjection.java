package io.ordertrail.query.account;

import com.mongodb.client.model.Filters;
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
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/** The accounts' payments, one document each under {@code <account>/<order>}: so those of one account are one range of ids. */
@Component
class AccountPaymentsProjection implements Projection<Authorization> {

    @Override
    public String view() {
        return "account-payments";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<Authorization> entryType() {
        return Authorization.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof AccountEvent e && e.orderId() != null ? idOf(e.accountId().value(), e.orderId().value()) : null;
    }

    private static String idOf(String account, String order) {
        return account + "/" + order;
    }

    @Override
    public Authorization evolve(Authorization entry, RecordedEvent event) {
        return switch ((AccountEvent) event.payload()) {
            case PaymentAuthorized e -> new Authorization(e.orderId(), PaymentStatus.AUTHORIZED, e.amount(), null);
            case PaymentDeclined e -> new Authorization(e.orderId(), PaymentStatus.DECLINED, e.amount(), null);
            case AuthorizationRevised e -> new Authorization(e.orderId(), PaymentStatus.AUTHORIZED, e.amount(), null);
            case AuthorizationRevisionDeclined e -> entry;
            case AuthorizationReversed e -> new Authorization(e.orderId(), PaymentStatus.REVERSED, e.amount(), null);
            case PaymentCaptured e -> entry.captured();
            case RefundIssued e -> entry.refunding(e.amount());
            case AccountOpened ofNone -> entry;
            case CardLimitChanged ofNone -> entry;
            case RefundRequested ofNone -> entry;
            case RefundCompleted ofNone -> entry;
            case RefundFailed ofNone -> entry;
            case AccountDisabled ofNone -> entry;
            case AccountEnabled ofNone -> entry;
        };
    }

    /** Few orders are complained about. */
    @Override
    public boolean complete(Authorization entry) {
        return !entry.isOpen();
    }

    /** A token that names no order is of an event that shows in no payment. */
    @Override
    public String keyOf(ConsistencyToken token) {
        boolean ofPayment = AggregateId.kindOf(token.aggregate()).equals("account") && !token.order().isEmpty();
        return ofPayment ? AggregateId.valueOf(token.aggregate()) : null;
    }

    @Override
    public String seenIn(ConsistencyToken token) {
        return idOf(keyOf(token), token.order());
    }

    /** All documents of one account. */
    static Bson ofAccount(String account) {
        return Filters.and(Filters.gte("_id", account + "/"), Filters.lt("_id", account + "0"));
    }
}
