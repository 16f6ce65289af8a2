package io.ordertrail.command.store;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The command side's own tables. Who holds this knows that they exist. */
class CommandTables {

    private final DataSource dataSource;
    private final JdbcClient client;
    private final GroupCommit group;
    private final TransactionTemplate apart;

    private CommandTables(DataSource dataSource, GroupCommit group) {
        this.dataSource = dataSource;
        this.group = group;
        client = JdbcClient.create(dataSource);
        apart = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Makes the tables that are missing. */
    static CommandTables in(DataSource dataSource, GroupCommit group) {
        new ResourceDatabasePopulator(new ClassPathResource("ordertrail/schema/command.sql")).execute(dataSource);
        return new CommandTables(dataSource, group);
    }

    DataSource dataSource() {
        return dataSource;
    }

    JdbcClient client() {
        return client;
    }

    /** Writes, together with whatever else waits for the disk; it is safe when this returns, whatever transaction the caller is in. */
    <R> R write(Supplier<R> work) {
        return group.write(work);
    }

    /** In a transaction of its own, over when this returns, whatever transaction the caller is in: what is read, and what takes its time. */
    <R> R apart(Supplier<R> work) {
        return apart.execute(status -> work.get());
    }
}
