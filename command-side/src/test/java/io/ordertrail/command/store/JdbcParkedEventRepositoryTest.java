package io.ordertrail.command.store;

import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.ParkedEventRepositoryContract;

class JdbcParkedEventRepositoryTest extends ParkedEventRepositoryContract {

    @Override
    protected ParkedEventRepository repository(int mostSequences, int mostEvents) {
        return new JdbcParkedEventRepository(Databases.tables(Databases.empty()), mostSequences, mostEvents);
    }
}
