package io.ordertrail.standalone;

import io.ordertrail.views.history.EventHistory;
import io.ordertrail.views.history.HeavyEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * The embedded store's events by pages of its primary key: what Axon's own reading of it does, without what it does for gaps, which table
 * locks rule out.
 */
class EmbeddedEventHistory implements EventHistory {

    /** Short enough that a page, which is read under a lock of the table, holds up no command for more than some milliseconds. */
    private static final int PAGE = 500;

    /** Payloads of a page, as they are stored; one that is larger is a page by itself. */
    private static final int MOST_BYTES = 2 << 20;

    /** What is heavy is read by itself, or a page would be hundreds of megabytes before it could be found too long. */
    private static final String EVENTS = """
            SELECT globalIndex, type, aggregateIdentifier, sequenceNumber, eventIdentifier, timeStamp, payloadType, payloadRevision,
                CASE WHEN OCTET_LENGTH(payload) <\s""" + HeavyEvent.LEAST + """
             THEN payload END, metaData, OCTET_LENGTH(payload)
            FROM DomainEventEntry WHERE globalIndex > ? AND globalIndex <= ? ORDER BY globalIndex LIMIT ?""";

    /** By the index that keeps sequence numbers apart. */
    private static final String POSITION = "SELECT globalIndex FROM DomainEventEntry WHERE aggregateIdentifier = ? AND sequenceNumber = ?";

    private static final String PAYLOAD = "SELECT payload FROM DomainEventEntry WHERE globalIndex = ?";

    private final DataSource dataSource;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    EmbeddedEventHistory(DataSource dataSource, Serializer serializer, EventUpcaster upcasters) {
        this.dataSource = dataSource;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public long head() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT MAX(globalIndex) FROM DomainEventEntry");
                ResultSet result = query.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw new EventStoreException("The last event cannot be found", e);
        }
    }

    @Override
    public void read(long after, Consumer<List<TrackedEventMessage<?>>> page) {
        long end = head();
        try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection.prepareStatement(EVENTS)) {
            int most = PAGE;
            for (long position = after; position < end;) {
                query.setLong(1, position);
                query.setLong(2, end);
                query.setInt(3, most);
                List<Numbered> rows = rows(query);
                // The database reads as many as it is asked for, however few of them are taken.
                most = Math.min(PAGE, 2 * rows.size());
                if (rows.isEmpty()) {
                    return;
                }
                position = rows.getLast().position;
                page.accept(events(rows));
            }
        } catch (SQLException e) {
            throw new EventStoreException("The events cannot be read", e);
        }
    }

    @Override
    public long position(DomainEventMessage<?> event) {
        try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection.prepareStatement(POSITION)) {
            query.setString(1, event.getAggregateIdentifier());
            query.setLong(2, event.getSequenceNumber());
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return row.getLong(1);
                }
            }
        } catch (SQLException e) {
            throw new EventStoreException("An event's position cannot be read", e);
        }
        throw new EventStoreException("Event %s is not in the store".formatted(event.getIdentifier()));
    }

    private record Numbered(long position, Row row) {

        TrackedDomainEventData<byte[]> data() {
            return new TrackedDomainEventData<>(GapAwareTrackingToken.newInstance(position, List.of()), row);
        }
    }

    private static List<Numbered> rows(PreparedStatement query) throws SQLException {
        List<Numbered> rows = new ArrayList<>(PAGE);
        long bytes = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                bytes += row.getLong(11);
                if (bytes > MOST_BYTES && !rows.isEmpty()) {
                    return rows;
                }
                rows.add(new Numbered(row.getLong(1), new Row(row.getString(2), row.getString(3), row.getLong(4), row.getString(5),
                        row.getString(6), row.getString(7), row.getString(8), row.getBytes(9), row.getBytes(10))));
            }
        }
        return rows;
    }

    private List<TrackedEventMessage<?>> events(List<Numbered> rows) {
        List<TrackedEventMessage<?>> events = new ArrayList<>(rows.size());
        int light = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).row.payload == null) {
                events.addAll(deserialized(rows.subList(light, i)));
                events.addAll(heavy(rows.get(i)));
                light = i + 1;
            }
        }
        events.addAll(deserialized(rows.subList(light, rows.size())));
        return events;
    }

    private List<TrackedEventMessage<?>> deserialized(List<Numbered> rows) {
        return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream().map(Numbered::data), serializer, upcasters)
                .collect(Collectors.toList());
    }

    private List<TrackedEventMessage<?>> heavy(Numbered row) {
        byte[] payload = payload(row.position);
        return deserialized(List.of(new Numbered(row.position, row.row.with(payload)))).stream()
                .<TrackedEventMessage<?>>map(event -> HeavyEvent.of(event, payload.length,
                        () -> deserialized(List.of(new Numbered(row.position, row.row.with(payload(row.position))))).getFirst()))
                .toList();
    }

    private byte[] payload(long position) {
        try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection.prepareStatement(PAYLOAD)) {
            query.setLong(1, position);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new EventStoreException("An event's payload cannot be read", e);
        }
    }

    /** Axon's own is a JPA entity. */
    record Row(String type, String aggregate, long sequence, String id, String time, String payloadType, String revision,
            byte[] payload, byte[] metadata) implements DomainEventData<byte[]> {

        private static final int LENGTH_OF_TIME = "2026-11-21T17:30:00.000Z".length();
        private static final long SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();
        private static final long NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();

        Row with(byte[] other) {
            return new Row(type, aggregate, sequence, id, time, payloadType, revision, other, metadata);
        }

        @Override
        public String getType() {
            return type;
        }

        @Override
        public String getAggregateIdentifier() {
            return aggregate;
        }

        @Override
        public long getSequenceNumber() {
            return sequence;
        }

        @Override
        public String getEventIdentifier() {
            return id;
        }

        @Override
        public Instant getTimestamp() {
            return time.length() == LENGTH_OF_TIME ? parsed() : DateTimeUtils.parseInstant(time);
        }

        /** What a formatter does at half the cost of reading a payload; for the one form in which Axon writes times of four-digit years. */
        private Instant parsed() {
            LocalDate day = LocalDate.of(number(0, 4), number(5, 7), number(8, 10));
            int second = (number(11, 13) * 60 + number(14, 16)) * 60 + number(17, 19);
            return Instant.ofEpochSecond(day.toEpochDay() * SECONDS_PER_DAY + second, number(20, 23) * NANOS_PER_MILLI);
        }

        private int number(int from, int to) {
            int number = 0;
            for (int i = from; i < to; i++) {
                number = 10 * number + time.charAt(i) - '0';
            }
            return number;
        }

        @Override
        public SerializedObject<byte[]> getMetaData() {
            return new SerializedMetaData<>(metadata, byte[].class);
        }

        @Override
        public SerializedObject<byte[]> getPayload() {
            return new SimpleSerializedObject<>(payload, byte[].class, payloadType, revision);
        }
    }
}
