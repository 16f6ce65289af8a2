package io.ordertrail.command.store;

import io.ordertrail.platform.subscription.SubscriptionRepository;
import io.ordertrail.platform.subscription.SubscriptionRepositoryContract;

class JdbcSubscriptionRepositoryTest extends SubscriptionRepositoryContract {

    @Override
    protected SubscriptionRepository repository() {
        return new JdbcSubscriptionRepository(Databases.tables(Databases.empty()));
    }
}
