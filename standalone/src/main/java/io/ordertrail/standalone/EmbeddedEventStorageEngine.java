package io.ordertrail.standalone;

import io.ordertrail.command.store.GroupCommit;
import io.ordertrail.views.history.HeavyEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/**
 * Axon's engine over JDBC, whose appends wait for the disk together with what else does. What is read is as it is committed, and by bytes as well
 * as by number: a restaurant's menu may have a megabyte, and processors' queues and the cache of the latest events have room for thousands.
 */
class EmbeddedEventStorageEngine extends JdbcEventStorageEngine {

    /** Payloads that are read at a time; one that is larger is read alone. */
    private static final int MOST_BYTES = 2 << 20;

    private static final String SIZES = "SELECT globalIndex, OCTET_LENGTH(payload) FROM DomainEventEntry "
            + "WHERE globalIndex > ? AND globalIndex <= ? ORDER BY globalIndex";

    private final GroupCommit group;
    private final DataSource dataSource;

    /** So many positions to look at, by how many there was room for the last time; whoever reads beside, it is a guess only. */
    private volatile int guess = 1;

    EmbeddedEventStorageEngine(Builder builder, GroupCommit group, DataSource dataSource) {
        super(builder);
        this.group = group;
        this.dataSource = dataSource;
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken after, boolean mayBlock) {
        return super.readEvents(after, mayBlock).map(this::light);
    }

    private TrackedEventMessage<?> light(TrackedEventMessage<?> event) {
        if (!(event instanceof DomainEventMessage<?> ours)) {
            return event;
        }
        String aggregate = ours.getAggregateIdentifier();
        long sequence = ours.getSequenceNumber();
        return HeavyEvent.of(event, event.serializePayload(getEventSerializer(), byte[].class).getData().length,
                () -> EventStreamUtils.upcastAndDeserializeDomainEvents(fetchDomainEvents(aggregate, sequence, 1).stream(),
                        getEventSerializer(), upcasterChain).next());
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(TrackingToken after, int most) {
        return super.fetchTrackedEvents(after, positions(after instanceof GapAwareTrackingToken token ? token.getIndex() : -1, most));
    }

    /** So many positions have no more bytes than may be read at a time. */
    private int positions(long after, int most) {
        int looked = Math.min(guess, most);
        try (Connection connection = dataSource.getConnection(); PreparedStatement query = connection.prepareStatement(SIZES)) {
            query.setLong(1, after);
            query.setLong(2, after + looked);
            try (ResultSet row = query.executeQuery()) {
                long last = after;
                for (long bytes = 0; row.next(); last = row.getLong(1)) {
                    bytes += row.getLong(2);
                    if (bytes > MOST_BYTES) {
                        guess = (int) ((last == after ? row.getLong(1) : last) - after);
                        return guess;
                    }
                }
                guess = 2 * looked;
                return looked;
            }
        } catch (SQLException e) {
            throw new EventStoreException("The sizes of events cannot be read", e);
        }
    }

    /** A conflict is thrown to who made it; what others append meanwhile is stored. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        // The message keeps it, so that the one thread that writes need not do it.
        for (EventMessage<?> event : events) {
            event.serializePayload(serializer, byte[].class);
            event.serializeMetaData(serializer, byte[].class);
        }
        group.write(() -> {
            super.appendEvents(events, serializer);
            return null;
        });
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshot.serializePayload(serializer, byte[].class);
        group.write(() -> {
            super.storeSnapshot(snapshot, serializer);
            return null;
        });
    }

    /** Under table locks, no event of an aggregate comes before one that can be read: a short page is the last one. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }
}
