package io.ordertrail.standalone;

import io.ordertrail.platform.archive.ArchivedEvent;
import io.ordertrail.platform.archive.EventLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** The embedded store's events, as its table has them. Imported events keep their positions. */
class EmbeddedLog implements EventLog {

    /** Few enough that the largest events there are fit into memory side by side. */
    private static final int PAGE = 100;

    private static final byte[] NO_METADATA = {'{', '}'};

    private static final String READ = """
            SELECT globalIndex, eventIdentifier, type, aggregateIdentifier, sequenceNumber, timeStamp, payloadType, payloadRevision, metaData,
                payload
            FROM DomainEventEntry WHERE globalIndex > ? AND globalIndex <= ? ORDER BY globalIndex LIMIT ?""";

    private static final String WRITE = """
            INSERT INTO DomainEventEntry (globalIndex, eventIdentifier, type, aggregateIdentifier, sequenceNumber, timeStamp, payloadType,
                payloadRevision, metaData, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final DataSource dataSource;
    private final Path folder;
    private final Path unfinished;

    /** @param unfinished where an unfinished import is noted */
    EmbeddedLog(DataSource dataSource, Path folder, Path unfinished) {
        this.dataSource = dataSource;
        this.folder = folder;
        this.unfinished = unfinished;
    }

    @Override
    public String name() {
        return "The event store in " + folder;
    }

    @Override
    public long head() {
        return number("SELECT MAX(globalIndex) FROM DomainEventEntry");
    }

    @Override
    public long count() {
        return number("SELECT COUNT(*) FROM DomainEventEntry");
    }

    private long number(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw new EventStoreException("The events cannot be counted", e);
        }
    }

    @Override
    public void read(long after, Consumer<ArchivedEvent> each) {
        long end = head();
        try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection.prepareStatement(READ)) {
            for (long position = after; position < end;) {
                query.setLong(1, position);
                query.setLong(2, end);
                query.setInt(3, PAGE);
                List<ArchivedEvent> page = page(query);
                position = page.getLast().position();
                page.forEach(each);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The events cannot be read", e);
        }
    }

    private static List<ArchivedEvent> page(PreparedStatement query) throws SQLException {
        List<ArchivedEvent> page = new ArrayList<>(PAGE);
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                page.add(new ArchivedEvent(row.getLong(1), row.getString(2), Objects.toString(row.getString(3), ""), row.getString(4),
                        row.getLong(5), DateTimeUtils.parseInstant(row.getString(6)).toEpochMilli(), row.getString(7),
                        Objects.toString(row.getString(8), ""), Objects.requireNonNullElse(row.getBytes(9), NO_METADATA),
                        row.getBytes(10)));
            }
        }
        return page;
    }

    @Override
    public void append(List<ArchivedEvent> events) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
                for (ArchivedEvent event : events) {
                    insert.setLong(1, event.position());
                    insert.setString(2, event.id());
                    insert.setString(3, event.aggregateType());
                    insert.setString(4, event.aggregate());
                    insert.setLong(5, event.sequence());
                    insert.setString(6, DateTimeUtils.formatInstant(Instant.ofEpochMilli(event.time())));
                    insert.setString(7, event.type());
                    insert.setString(8, event.revision().isEmpty() ? null : event.revision());
                    insert.setBytes(9, event.metadata());
                    insert.setBytes(10, event.payload());
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new EventStoreException("The events cannot be written", e);
        }
    }

    @Override
    public Path unfinished(Path archive) {
        return unfinished;
    }
}
