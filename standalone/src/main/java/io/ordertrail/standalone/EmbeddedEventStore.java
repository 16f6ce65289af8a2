package io.ordertrail.standalone;

import io.ordertrail.command.store.GroupCommit;
import io.ordertrail.platform.processors.SparingTokenStore;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.platform.web.Outage;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** Axon's stores on the embedded database. */
@Configuration(proxyBeanMethods = false)
class EmbeddedEventStore {

    private static final String UNIQUE_VIOLATION = "23505";

    @Bean
    PlatformTransactionManager platformTransactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    /** Nobody else writes: each write stands for itself, and those that wait together share a transaction. */
    @Bean
    GroupCommit groupCommit(PlatformTransactionManager transactions, Supervisor supervisor) {
        return new GroupCommit(transactions, supervisor);
    }

    /** A disk that does not keep up. */
    @Bean
    Outage diskOutage() {
        return QueryTimeoutException.class::isInstance;
    }

    /** Said here, because Axon looks for Boot 3's transaction manager, finds none, and would go on without transactions. */
    @Bean
    TransactionManager transactionManager(GroupCommit group) {
        return new GroupTransactionManager(group);
    }

    /** Every statement by itself, but on the thread that writes groups. */
    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    /** A duplicate key is how two writers of one aggregate meet. Axon's own resolver would call every broken constraint such a conflict. */
    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return failure -> Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }

    @Bean
    @ConditionalOnProperty(name = AxonServerChoice.ENABLED, havingValue = "false")
    EventStorageEngine eventStorageEngine(@Qualifier("eventSerializer") Serializer eventSerializer, Serializer snapshotSerializer,
            org.axonframework.config.Configuration axon, ConnectionProvider connections, GroupCommit group, DataSource dataSource,
            PersistenceExceptionResolver exceptions, DataFolder folder) {
        folder.requireNoUnfinishedImport();
        return new EmbeddedEventStorageEngine(JdbcEventStorageEngine.builder()
                .eventSerializer(eventSerializer)
                .snapshotSerializer(snapshotSerializer)
                .upcasterChain(axon.upcasterChain())
                // Without it, a snapshot of an older shape would be read as if it were today's.
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(exceptions)
                .connectionProvider(connections)
                .transactionManager(NoTransactionManager.instance())
                // Under table locks, what is visible has nothing before it that could still come: a hole is a hole at once.
                .gapTimeout(1), group, dataSource);
    }

    @Bean
    @ConditionalOnProperty(name = AxonServerChoice.ENABLED, havingValue = "false")
    EmbeddedEventHistory eventHistory(DataSource dataSource, @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon) {
        return new EmbeddedEventHistory(dataSource, eventSerializer, axon.upcasterChain());
    }

    /** Under the name that Axon's own would have. */
    @Qualifier("eventStore")
    @Bean(name = "eventBus")
    @ConditionalOnProperty(name = AxonServerChoice.ENABLED, havingValue = "false")
    PromptEventStore promptEventStore(EventStorageEngine engine, org.axonframework.config.Configuration axon, Supervisor supervisor) {
        return new PromptEventStore(PromptEventStore.builder()
                .storageEngine(engine)
                .messageMonitor(axon.messageMonitor(EventStore.class, "eventStore"))
                .spanFactory(axon.getComponent(EventBusSpanFactory.class)), supervisor);
    }

    /**
     * For the processors of the command side; views name their own. The folder has one owner at a time, and so have the claims: with one name
     * for all of them, the processes go on at once after a crash instead of waiting until a dead process's claims are too old.
     */
    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, GroupCommit group) {
        return new SparingTokenStore(new EmbeddedTokenStore(
                JdbcTokenStore.builder().connectionProvider(connections).serializer(serializer).nodeId("standalone"), group),
                System::nanoTime);
    }
}
