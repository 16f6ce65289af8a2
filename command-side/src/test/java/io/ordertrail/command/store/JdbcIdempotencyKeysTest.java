package io.ordertrail.command.store;

import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

class JdbcIdempotencyKeysTest extends IdempotencyKeysContract {

    @BeforeEach
    void open() {
        DataSource database = Databases.empty();
        keys = new JdbcIdempotencyKeys(CommandTables.in(database));
        other = new JdbcIdempotencyKeys(CommandTables.in(database));
    }
}
