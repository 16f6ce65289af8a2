package io.ordertrail.query.account;

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
import io.ordertrail.events.AccountId;
import io.ordertrail.events.AggregateId;
import io.ordertrail.events.ConsumerId;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.RecordedEvent;
import org.springframework.stereotype.Component;

/** The accounts, one document each. */
@Component
class AccountProjection implements Projection<AccountEntry> {

    @Override
    public String view() {
        return "accounts";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<AccountEntry> entryType() {
        return AccountEntry.class;
    }

    @Override
    public String keyOf(RecordedEvent event) {
        return event.payload() instanceof AccountEvent e ? e.accountId().value() : null;
    }

    @Override
    public AccountEntry evolve(AccountEntry entry, RecordedEvent event) {
        AccountEntry changed = switch ((AccountEvent) event.payload()) {
            case AccountOpened e -> AccountEntry.opened(e.accountId());
            case CardLimitChanged e -> entry.withCardLimit(e.cardLimit());
            case PaymentAuthorized e -> entry.withCurrencyOf(e.amount());
            case PaymentDeclined e -> entry;
            case AuthorizationRevised e -> entry;
            case AuthorizationRevisionDeclined e -> entry;
            case AuthorizationReversed e -> entry;
            case PaymentCaptured e -> entry;
            case RefundIssued e -> entry;
            case RefundRequested e -> entry;
            case RefundCompleted e -> entry;
            case RefundFailed e -> entry;
            case AccountDisabled e -> entry.withEnabled(false);
            case AccountEnabled e -> entry.withEnabled(true);
        };
        return changed.withVersion(event.sequence());
    }

    /** Every consumer gets an account, by a process. */
    @Override
    public ConsistencyToken meaning(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("consumer")
                ? new ConsistencyToken(AccountId.of(new ConsumerId(AggregateId.valueOf(token.aggregate()))).toString(), 0, "")
                : token;
    }

    @Override
    public String keyOf(ConsistencyToken token) {
        return AggregateId.kindOf(token.aggregate()).equals("account") ? AggregateId.valueOf(token.aggregate()) : null;
    }
}
