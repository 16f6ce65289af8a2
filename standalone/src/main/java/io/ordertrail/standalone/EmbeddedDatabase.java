package io.ordertrail.standalone;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** HSQLDB on a file in the data folder: events, snapshots, tokens, and what the command side keeps beside them. */
@Configuration(proxyBeanMethods = false)
class EmbeddedDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /**
     * What is answered to a client is on disk before ({@code write_delay}). With table locks, the order of global indexes is the order of
     * commits, so that no reader of the feed ever skips an event that was still being written. The folder has a lock of our own: HSQLDB's
     * would keep us waiting after a crash.
     */
    private static final String URL = "jdbc:hsqldb:file:%s;hsqldb.write_delay=false;hsqldb.tx=locks;hsqldb.lock_file=false;"
            + "hsqldb.log_size=64;shutdown=false";

    private static final String SCHEMAS = "classpath*:ordertrail/schema/*.sql";

    @Bean(destroyMethod = "close")
    EmbeddedDataSource dataSource(DataFolder folder, @Value("${ordertrail.store.connections}") int connections,
            @Value("${" + AxonServerChoice.ENABLED + "}") boolean axonServer) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("events");
        JDBCDataSource database = new JDBCDataSource();
        database.setURL(URL.formatted(folder.path().resolve("events")));
        database.setUser("SA");
        config.setDataSource(new CompiledOnce(database));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(4);
        config.setConnectionTimeout(5_000);
        EmbeddedDataSource dataSource = new EmbeddedDataSource(config);
        try {
            createTables(dataSource);
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
        LOG.info("{} in {}", axonServer ? "Deadlines and positions of processes: embedded store" : "Events: embedded store", folder.path());
        return dataSource;
    }

    /** Every module brings its own tables; each script may be run again and again. */
    private static void createTables(DataSource dataSource) {
        try {
            Resource[] scripts = new PathMatchingResourcePatternResolver().getResources(SCHEMAS);
            Arrays.sort(scripts, Comparator.comparing(Resource::getFilename));
            new ResourceDatabasePopulator(scripts).execute(dataSource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the database with its last connection, so that the next start has nothing to recover. */
    static final class EmbeddedDataSource extends HikariDataSource {

        EmbeddedDataSource(HikariConfig config) {
            super(config);
        }

        @Override
        public void close() {
            if (!isClosed()) {
                try (Connection connection = getConnection()) {
                    connection.createStatement().execute("SHUTDOWN");
                } catch (SQLException e) {
                    LOG.warn("The event store was not shut down cleanly; it will recover at the next start", e);
                }
            }
            super.close();
        }
    }
}
