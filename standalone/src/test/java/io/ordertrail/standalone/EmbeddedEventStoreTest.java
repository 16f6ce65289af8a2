package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ordertrail.events.CourierEvent.CourierWentOffDuty;
import io.ordertrail.events.CourierEvent.CourierWentOnDuty;
import io.ordertrail.events.CourierId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@EnabledIf(value = "io.ordertrail.standalone.Stores#areEmbedded", disabledReason = "looks into the embedded event store")
class EmbeddedEventStoreTest {

    @TempDir
    private static Path data;

    private static ConfigurableApplicationContext context;
    private static EventStorageEngine engine;
    private static CommandGateway commands;
    private static JdbcTemplate sql;

    private final CourierId courier = new CourierId(UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        context = SampleApplication.on(data);
        engine = context.getBean(EventStorageEngine.class);
        commands = context.getBean(CommandGateway.class);
        sql = context.getBean(JdbcTemplate.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void anEventIsReadBackAsItWasStored() {
        DomainEventMessage<?> stored = event(0, "traceId", "t-1");
        engine.appendEvents(stored);
        DomainEventMessage<?> read = engine.readEvents(courier.toString()).next();
        assertThat(read.getPayload()).isEqualTo(stored.getPayload());
        assertThat(read.getMetaData()).isEqualTo(stored.getMetaData());
        assertThat(read.getIdentifier()).isEqualTo(stored.getIdentifier());
        assertThat(read.getSequenceNumber()).isZero();
        assertThat(read.getTimestamp()).isEqualTo(stored.getTimestamp().truncatedTo(ChronoUnit.MILLIS));
        assertThat(read.getType()).isEqualTo("Courier");
    }

    @Test
    void whatIsStoredIsPlainJsonUnderAShortName() {
        engine.appendEvents(event(0, "traceId", "t-1"));
        Map<String, Object> row = sql.queryForMap("SELECT * FROM DomainEventEntry WHERE aggregateIdentifier = ?", courier.toString());
        assertThat(row.get("payloadType")).isEqualTo("CourierWentOnDuty");
        assertThat(row.get("payloadRevision")).isEqualTo("1");
        assertThat((byte[]) row.get("payload")).asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"courierId\":\"%s\"}".formatted(courier.value()));
        assertThat((byte[]) row.get("metaData")).asString(StandardCharsets.UTF_8).isEqualTo("{\"traceId\":\"t-1\"}");
    }

    @Test
    void twoWritersOfOneSequenceNumberAreAConflict() {
        engine.appendEvents(event(0), event(1));
        assertThatThrownBy(() -> engine.appendEvents(event(1))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(2), event(1))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> engine.appendEvents(event(0))).isInstanceOf(AggregateStreamCreationException.class);
        assertThat(engine.readEvents(courier.toString()).asStream()).as("none of a refused batch is stored").hasSize(2);
    }

    @Test
    void aSnapshotIsTakenAndStoredUnderAShortName() {
        count(SampleApplication.SNAPSHOT_AFTER);
        Map<String, Object> row = sql.queryForMap("SELECT * FROM SnapshotEventEntry WHERE aggregateIdentifier = ?", courier.toString());
        assertThat(row.get("payloadType")).isEqualTo("Sample");
        assertThat(row.get("payloadRevision")).isEqualTo("2");
        assertThat((byte[]) row.get("payload")).asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"count\":%d,\"id\":\"%s\"}".formatted(SampleApplication.SNAPSHOT_AFTER - 1, courier.value()));
    }

    @Test
    void anAggregateIsReadFromItsSnapshot() {
        count(SampleApplication.SNAPSHOT_AFTER);
        sql.update("UPDATE SnapshotEventEntry SET payload = ? WHERE aggregateIdentifier = ?",
                "{\"id\":\"%s\",\"count\":1000}".formatted(courier.value()).getBytes(StandardCharsets.UTF_8), courier.toString());
        assertThat(commands.<Integer>sendAndWait(new Sample.Count(courier))).isGreaterThan(1000);
    }

    @Test
    void aSnapshotOfAnOlderShapeIsIgnored() {
        count(SampleApplication.SNAPSHOT_AFTER);
        sql.update("UPDATE SnapshotEventEntry SET payloadRevision = '1', payload = ? WHERE aggregateIdentifier = ?",
                "{\"id\":\"%s\",\"count\":1000}".formatted(courier.value()).getBytes(StandardCharsets.UTF_8), courier.toString());
        assertThat(commands.<Integer>sendAndWait(new Sample.Count(courier))).isEqualTo(SampleApplication.SNAPSHOT_AFTER + 1);
    }

    @Test
    void aReaderOfTheFeedMissesNothingWhileManyWrite() throws Exception {
        long start = sql.queryForObject(
                "SELECT MAX(globalIndex) FROM (SELECT globalIndex FROM DomainEventEntry UNION SELECT 0 FROM (VALUES(0)))",
                Long.class);
        int writers = 6;
        int each = 50;
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                CourierId own = new CourierId(UUID.randomUUID().toString());
                running.add(threads.submit(() -> LongStream.range(0, each).forEach(sequence -> {
                    engine.appendEvents(eventOf(own, sequence));
                    // A refused one uses up a number: a hole that never fills must hold nobody up.
                    assertThatThrownBy(() -> engine.appendEvents(eventOf(own, sequence))).isInstanceOf(AxonException.class);
                })));
            }
            List<Long> seen = new ArrayList<>();
            long last = start;
            List<Long> page = List.of();
            boolean done = false;
            while (!done || !page.isEmpty()) {
                done = running.stream().allMatch(Future::isDone);
                page = sql.queryForList("SELECT globalIndex FROM DomainEventEntry WHERE globalIndex > ? ORDER BY globalIndex LIMIT 7",
                        Long.class, last);
                seen.addAll(page);
                last = page.isEmpty() ? last : page.getLast();
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            assertThat(seen).hasSize(writers * each).isEqualTo(
                    sql.queryForList("SELECT globalIndex FROM DomainEventEntry WHERE globalIndex > ? ORDER BY globalIndex", Long.class,
                            start));
        }
    }

    @Test
    void aProcessorGoesOnWhereItStoodBeforeTheRestart(@TempDir Path folder) {
        List<String> before;
        try (ConfigurableApplicationContext first = SampleApplication.on(folder)) {
            CommandGateway gateway = first.getBean(CommandGateway.class);
            gateway.sendAndWait(new Sample.Register(courier));
            IntStream.range(0, 7).forEach(i -> gateway.sendAndWait(new Sample.Count(courier)));
            SampleApplication.Follower follower = first.getBean(SampleApplication.Follower.class);
            await().untilAsserted(() -> assertThat(follower.seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L));
            before = feedOf(first);
        }
        try (ConfigurableApplicationContext second = SampleApplication.on(folder)) {
            assertThat(feedOf(second)).isEqualTo(before).hasSize(8);
            assertThat(second.getBean(CommandGateway.class).<Integer>sendAndWait(new Sample.Count(courier))).isEqualTo(8);
            SampleApplication.Follower follower = second.getBean(SampleApplication.Follower.class);
            await().untilAsserted(() -> assertThat(follower.seen).containsExactly(8L));
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesACrash(@TempDir Path copy) throws IOException {
        count(20);
        // The files as they are at this moment are what a crash leaves behind.
        try (var files = Files.list(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (ConfigurableApplicationContext restarted = SampleApplication.on(copy)) {
            assertThat(restarted.getBean(EventStore.class).readEvents(courier.toString(), 0).asStream()).hasSize(21);
            assertThat(restarted.getBean(CommandGateway.class).<Integer>sendAndWait(new Sample.Count(courier))).isEqualTo(21);
        }
    }

    @Test
    void aDatabaseThatWasShutDownHasNothingToRecover(@TempDir Path folder) throws IOException {
        SampleApplication.on(folder).close();
        assertThat(Files.readString(folder.resolve("events.properties"))).contains("modified=no");
        assertThat(folder.resolve("events.log")).doesNotExist();
    }

    private static List<String> feedOf(ConfigurableApplicationContext application) {
        try (Stream<? extends TrackedEventMessage<?>> events = application.getBean(EventStorageEngine.class).readEvents(null, false)) {
            return events.map(event -> event.trackingToken().position().orElseThrow() + " " + event.getIdentifier()).toList();
        }
    }

    private void count(int events) {
        commands.sendAndWait(new Sample.Register(courier));
        IntStream.range(0, events).forEach(i -> commands.sendAndWait(new Sample.Count(courier)));
    }

    private DomainEventMessage<?> event(long sequence, String... metadata) {
        DomainEventMessage<?> event = eventOf(courier, sequence);
        return metadata.length == 0 ? event : event.withMetaData(MetaData.with(metadata[0], metadata[1]));
    }

    private static DomainEventMessage<?> eventOf(CourierId courier, long sequence) {
        Object payload = sequence % 2 == 0 ? new CourierWentOnDuty(courier) : new CourierWentOffDuty(courier);
        return new GenericDomainEventMessage<>("Courier", courier.toString(), sequence, payload);
    }
}
