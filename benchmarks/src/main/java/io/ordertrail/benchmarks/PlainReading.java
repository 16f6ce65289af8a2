package io.ordertrail.benchmarks;

import java.util.stream.Stream;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/** Reads all events and their payloads by Axon's own engine, in one thread, and does nothing with them. */
final class PlainReading {

    private static final int BATCH = 1_000;

    private PlainReading() {
    }

    static Meter.Cost run(QuerySystem system) {
        Serializer serializer = system.eventSerializer();
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .connectionProvider(system.bean(ConnectionProvider.class))
                .transactionManager(system.bean(TransactionManager.class))
                .batchSize(BATCH)
                .build();
        Meter meter = Meter.start(system);
        long payloads;
        try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
            payloads = events.filter(event -> event.getPayload() != null).count();
        }
        return meter.stop(payloads);
    }
}
