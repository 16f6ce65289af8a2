package io.ordertrail.standalone;

import io.ordertrail.command.store.GroupCommit;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

/** Axon's token store over JDBC. What a batch writes, outside of any transaction, waits for the disk together with what else does. */
class EmbeddedTokenStore extends JdbcTokenStore {

    private final GroupCommit group;

    EmbeddedTokenStore(Builder builder, GroupCommit group) {
        super(builder);
        this.group = group;
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        group.write(() -> {
            super.storeToken(token, processor, segment);
            return null;
        });
    }
}
