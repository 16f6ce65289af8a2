package io.ordertrail.query.account;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.Money;
import io.ordertrail.events.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An account as {@code GET /accounts/{id}} shows it. Public for the codec that stores it.
 *
 * @param cardLimit null for no limit
 * @param open sum of what is authorised and neither captured nor reversed; null until the account has a currency
 * @param authorizations one per order that ever asked for a payment, oldest first
 */
public record AccountEntry(AccountId id, long version, boolean enabled, Money cardLimit, Money open, List<Authorization> authorizations) {

    static AccountEntry opened(AccountId id) {
        return new AccountEntry(id, 0, true, null, null, List.of());
    }

    AccountEntry withVersion(long newVersion) {
        return new AccountEntry(id, newVersion, enabled, cardLimit, open, authorizations);
    }

    AccountEntry withEnabled(boolean nowEnabled) {
        return new AccountEntry(id, version, nowEnabled, cardLimit, open, authorizations);
    }

    /** The first limit gives the account its currency, as the first authorisation does. */
    AccountEntry withCardLimit(Money newLimit) {
        return new AccountEntry(id, version, enabled, newLimit, open == null ? Money.zero(newLimit.currency()) : open, authorizations);
    }

    /** The order's payment. */
    Authorization of(OrderId order) {
        return authorizations.get(indexOf(order));
    }

    /** With this payment in place of the same order's former one, if there was one. */
    AccountEntry with(Authorization changed) {
        List<Authorization> all = new ArrayList<>(authorizations);
        int index = indexOf(changed.orderId());
        Money nowOpen = open;
        if (index < 0) {
            all.add(changed);
        } else {
            Authorization former = all.set(index, changed);
            nowOpen = former.isOpen() ? nowOpen.minus(former.amount()) : nowOpen;
        }
        if (changed.isOpen()) {
            nowOpen = nowOpen == null ? changed.amount() : nowOpen.plus(changed.amount());
        }
        return new AccountEntry(id, version, enabled, cardLimit, nowOpen, List.copyOf(all));
    }

    /** Searched from the end: events mostly concern the latest orders. */
    private int indexOf(OrderId order) {
        int last = authorizations.size() - 1;
        return IntStream.rangeClosed(0, last).map(i -> last - i).filter(i -> authorizations.get(i).orderId().equals(order)).findFirst()
                .orElse(-1);
    }
}
