package io.ordertrail.query.account;

import io.ordertrail.query.view.Generation;
import io.ordertrail.query.view.Stored;
import io.ordertrail.query.view.Views;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from the live generation of the accounts. */
@Component
class AccountQuery {

    private final Views views;
    private final AccountProjection accounts;

    AccountQuery(Views views, AccountProjection accounts) {
        this.views = views;
        this.accounts = accounts;
    }

    @QueryHandler
    Optional<AccountEntry> handle(FindAccount query) {
        Generation<AccountEntry> live = views.live(accounts);
        live.requireSeen(query.tokens());
        return live.find(query.id()).map(Stored::entry);
    }
}
