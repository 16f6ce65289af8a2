package io.ordertrail.views.following;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.membership.OwnedTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** The tokens of one generation of a view, beside its documents: how far each segment has come, and which node follows it. */
public final class ViewTokens extends OwnedTokenStore {

    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    public ViewTokens(MongoDatabase database, String collection, Membership membership) {
        super(database, collection, SERIALIZER, membership);
    }
}
