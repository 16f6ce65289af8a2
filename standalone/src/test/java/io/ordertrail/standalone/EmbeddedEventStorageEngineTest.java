package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordertrail.command.store.GroupCommit;
import io.ordertrail.platform.supervision.Supervisor;
import io.ordertrail.views.history.HeavyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class EmbeddedEventStorageEngineTest {

    private static final int WRITERS = 8;
    private static final int AGGREGATES = 200;

    private final JDBCDataSource database = new JDBCDataSource();
    private final GroupCommit group =
            new GroupCommit(new DataSourceTransactionManager(database), new Supervisor(new SimpleMeterRegistry()));
    private final EventStorageEngine engine;

    EmbeddedEventStorageEngineTest() {
        database.setUrl("jdbc:hsqldb:mem:%s;hsqldb.tx=locks".formatted(UUID.randomUUID()));
        database.setUser("SA");
        new ResourceDatabasePopulator(new ClassPathResource("ordertrail/schema/axon.sql")).execute(database);
        Serializer json = JacksonSerializer.defaultSerializer();
        engine = new EmbeddedEventStorageEngine(JdbcEventStorageEngine.builder().eventSerializer(json).snapshotSerializer(json)
                .persistenceExceptionResolver(new EmbeddedEventStore().persistenceExceptionResolver())
                .connectionProvider(new SpringDataSourceConnectionProvider(database))
                .transactionManager(NoTransactionManager.instance()).gapTimeout(1), group, database);
    }

    @AfterEach
    void close() {
        group.close();
    }

    /** The kind: room for so many events, whatever their size. */
    @Test
    void whatIsLargeIsReadByBytesAndHeldWithoutItsPayload() {
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 10; i++) {
            engine.appendEvents(List.of(new GenericDomainEventMessage<>("type", "large" + i, 0, large),
                    new GenericDomainEventMessage<>("type", "large" + i, 1, "small")));
        }
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sizes.add(((EmbeddedEventStorageEngine) engine).fetchTrackedEvents(null, 100).size());
        }
        assertThat(sizes).as("as many as have two megabytes").allMatch(size -> size <= 4).contains(4);
        assertThat(engine.readEvents(null, false).toList()).hasSize(20).allSatisfy(event -> {
            assertThat(HeavyEvent.bytesOf(event)).isEqualTo(event.getPayload().equals("small") ? 0 : 1_000_002);
            assertThat(event.getPayload()).isIn("small", large);
        });
    }

    /** All writers want the same aggregates, two events at a time. */
    @Test
    void ofWritersOfTheSameAggregateOneIsFirstAndTheOthersAreToldSo() throws InterruptedException, ExecutionException {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(this::append);
        }
        int stored = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                stored += writer.get();
            }
        }

        assertThat(stored).isEqualTo(AGGREGATES);
        assertThat(engine.readEvents(null, false)).hasSize(2 * AGGREGATES);
        assertThat(engine.readEvents("a7", 0).asStream()).extracting(event -> event.getSequenceNumber()).containsExactly(0L, 1L);
    }

    /** @return how many times it was first */
    private int append() {
        int stored = 0;
        for (int i = 0; i < AGGREGATES; i++) {
            try {
                engine.appendEvents(List.of(new GenericDomainEventMessage<>("type", "a" + i, 0, "first"),
                        new GenericDomainEventMessage<>("type", "a" + i, 1, "second")));
                stored++;
            } catch (AggregateStreamCreationException e) {
                assertThat(e).hasMessageContaining("a" + i);
            }
        }
        return stored;
    }
}
