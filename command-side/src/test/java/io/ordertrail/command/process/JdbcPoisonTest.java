package io.ordertrail.command.process;

import io.ordertrail.command.store.ParkedEventStores;
import io.ordertrail.platform.parking.ParkedEventRepository;

class JdbcPoisonTest extends PoisonContract {

    private final ParkedEventRepository repository = ParkedEventStores.embedded();

    @Override
    ParkedEventRepository repository() {
        return repository;
    }
}
