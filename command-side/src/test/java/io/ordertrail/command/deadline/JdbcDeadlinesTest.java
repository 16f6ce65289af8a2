package io.ordertrail.command.deadline;

import io.ordertrail.command.store.DeadlineStores;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class JdbcDeadlinesTest extends DeadlinesContract {

    private final Severable database = new Severable(DeadlineStores.emptyDatabase());
    private final DeadlineRepository repository = DeadlineStores.in(database);

    /** A database that can be cut off. */
    private static final class Severable extends DelegatingDataSource {

        private volatile boolean away;

        Severable(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (away) {
                throw new SQLException("The database is away");
            }
            return super.getConnection();
        }
    }

    @Override
    DeadlineRepository repository() {
        return repository;
    }

    @Override
    void takeStoreAway() {
        database.away = true;
    }

    @Override
    void bringStoreBack() {
        database.away = false;
    }
}
