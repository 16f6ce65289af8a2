package io.ordertrail.command.store;

import io.ordertrail.platform.parking.ParkedEventRepository;

/** The embedded database's way to keep parked events, for the tests of what parks them. */
public final class ParkedEventStores {

    private ParkedEventStores() {
    }

    public static ParkedEventRepository embedded() {
        return new JdbcParkedEventRepository(Databases.tables(Databases.empty()), ParkedEventRepository.MOST_SEQUENCES,
                ParkedEventRepository.MOST_EVENTS);
    }
}
