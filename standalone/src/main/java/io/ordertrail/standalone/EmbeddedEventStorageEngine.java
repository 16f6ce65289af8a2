package io.ordertrail.standalone;

import io.ordertrail.command.store.GroupCommit;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

/** Axon's engine over JDBC, whose appends wait for the disk together with what else does. What is read is as it is committed. */
class EmbeddedEventStorageEngine extends JdbcEventStorageEngine {

    private final GroupCommit group;

    EmbeddedEventStorageEngine(Builder builder, GroupCommit group) {
        super(builder);
        this.group = group;
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
