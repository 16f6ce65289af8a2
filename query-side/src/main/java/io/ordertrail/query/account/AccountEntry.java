package io.ordertrail.query.account;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.CurrencyCode;
import io.ordertrail.events.Money;

/**
 * An account without its payments, whose number has no bound. Public for the codec that stores it.
 *
 * @param cardLimit null for no limit
 * @param currency of the first limit or authorisation, null before
 */
public record AccountEntry(AccountId id, long version, boolean enabled, Money cardLimit, CurrencyCode currency) {

    static AccountEntry opened(AccountId id) {
        return new AccountEntry(id, 0, true, null, null);
    }

    AccountEntry withVersion(long newVersion) {
        return new AccountEntry(id, newVersion, enabled, cardLimit, currency);
    }

    AccountEntry withEnabled(boolean nowEnabled) {
        return new AccountEntry(id, version, nowEnabled, cardLimit, currency);
    }

    AccountEntry withCardLimit(Money newLimit) {
        return new AccountEntry(id, version, enabled, newLimit, currency).withCurrencyOf(newLimit);
    }

    /** If it has none yet. */
    AccountEntry withCurrencyOf(Money money) {
        return currency == null ? new AccountEntry(id, version, enabled, cardLimit, money.currency()) : this;
    }
}
