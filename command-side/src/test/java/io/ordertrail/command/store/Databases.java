package io.ordertrail.command.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.platform.supervision.Supervisor;
import java.util.UUID;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

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

    /** By themselves: nobody else's writes are in their groups. */
    static CommandTables tables(DataSource database) {
        return CommandTables.in(database, new GroupCommit(new JdbcTransactionManager(database), new Supervisor(new SimpleMeterRegistry())));
    }
}
