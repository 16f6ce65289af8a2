package io.ordertrail.query.account;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.Money;
import java.util.List;

/**
 * An account as {@code GET /accounts/{id}} shows it.
 *
 * @param cardLimit null for no limit
 * @param open sum of what is authorised and neither captured nor reversed; null until the account has a currency
 * @param authorizations one per order that ever asked for a payment, the oldest order first
 */
public record Account(AccountId id, long version, boolean enabled, Money cardLimit, Money open, List<Authorization> authorizations) {

    /** What is open is summed up here, so that it is what the authorisations beside it come to, whichever view was read a moment later. */
    static Account of(AccountEntry account, List<Authorization> authorizations) {
        Money nothing = account.currency() == null ? null : Money.zero(account.currency());
        Money open = authorizations.stream().filter(Authorization::isOpen).map(Authorization::amount)
                .reduce(nothing, (sum, amount) -> sum == null ? amount : sum.plus(amount));
        return new Account(account.id(), account.version(), account.enabled(), account.cardLimit(), open, authorizations);
    }
}
