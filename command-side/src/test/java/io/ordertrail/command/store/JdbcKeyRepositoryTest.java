package io.ordertrail.command.store;

import org.junit.jupiter.api.BeforeEach;

class JdbcKeyRepositoryTest extends KeyRepositoryContract {

    @BeforeEach
    void open() {
        keys = new JdbcKeyRepository(Databases.tables(Databases.empty()));
    }
}
