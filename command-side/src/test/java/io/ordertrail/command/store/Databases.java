package io.ordertrail.command.store;

import java.util.UUID;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/** Databases in memory, locking as the embedded one does; each is new. */
final class Databases {

    private Databases() {
    }

    static DataSource empty() {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setUrl("jdbc:hsqldb:mem:%s;hsqldb.tx=locks".formatted(UUID.randomUUID()));
        dataSource.setUser("SA");
        return dataSource;
    }
}
