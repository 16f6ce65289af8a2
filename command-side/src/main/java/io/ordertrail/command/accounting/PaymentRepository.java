package io.ordertrail.command.accounting;

import io.ordertrail.events.AccountId;
import io.ordertrail.events.OrderId;
import java.util.Collection;
import java.util.Map;

/**
 * Where accounts' payments are kept, one for each order, as the account's events up to some sequence have made them. A shortcut: all of it
 * can be made anew from the events, and whoever reads it adds those that have come since.
 */
public interface PaymentRepository {

    /** Sequence of the last event of the account that is in its payments here, as far as they have any part in it; -1 if there is none. */
    long keptUpTo(AccountId account);

    /** Those of these orders that are there: as of the sequence up to which the account's are kept when this is asked, or later. */
    Map<OrderId, KeptPayment> find(AccountId account, Collection<OrderId> orders);

    /**
     * Keeps these, and once they are, that the account's are kept up to that sequence. Two nodes may do so at once: what is of a later
     * event stays.
     */
    void keep(AccountId account, Collection<KeptPayment> payments, long upTo);

    /**
     * One payment.
     *
     * @param event sequence of its last event that is counted in
     * @param state how it stands, as JSON
     */
    record KeptPayment(OrderId order, long event, String state) {
    }
}
