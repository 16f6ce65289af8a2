package io.ordertrail.query.account;

import com.mongodb.client.model.Sorts;
import io.ordertrail.views.following.Generation;
import io.ordertrail.views.following.Views;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generations of the accounts and of their payments. */
@Component
class AccountQuery {

    /** Large enough that the way to the store and back does not count. */
    private static final int READ_AHEAD = 1_000;

    private final Views views;
    private final AccountProjection accounts;
    private final AccountPaymentsProjection payments;

    AccountQuery(Views views, AccountProjection accounts, AccountPaymentsProjection payments) {
        this.views = views;
        this.accounts = accounts;
        this.payments = payments;
    }

    @QueryHandler
    Optional<Account> handle(FindAccount query) {
        Generation<AccountEntry> liveAccounts = views.live(accounts);
        Generation<Authorization> livePayments = views.live(payments);
        liveAccounts.requireSeen(query.tokens());
        livePayments.requireSeen(query.tokens());
        return liveAccounts.find(query.id()).map(Stored::entry).map(account -> Account.of(account, payments(livePayments, query.id())));
    }

    private static List<Authorization> payments(Generation<Authorization> live, String account) {
        List<Authorization> payments = new ArrayList<>();
        live.collection().find(AccountPaymentsProjection.ofAccount(account)).sort(Sorts.ascending("_id")).batchSize(READ_AHEAD)
                .forEach(payment -> {
                    live.requireReadable(payment);
                    if (payment.entry() != null) {
                        payments.add(payment.entry());
                    }
                });
        return payments;
    }
}
