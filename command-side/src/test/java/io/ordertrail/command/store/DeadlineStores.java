package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.deadline.DeadlineRepository;
import javax.sql.DataSource;

/** Both ways to keep deadlines, for the tests of what looks for them. */
public final class DeadlineStores {

    private DeadlineStores() {
    }

    public static DeadlineRepository in(DataSource database) {
        return new JdbcDeadlineRepository(Databases.tables(database));
    }

    public static DeadlineRepository in(MongoDatabase database) {
        return new MongoDeadlineRepository(database);
    }

    public static DataSource emptyDatabase() {
        return Databases.empty();
    }
}
