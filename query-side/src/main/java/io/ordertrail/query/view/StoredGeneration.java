package io.ordertrail.query.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.BsonDocument;

/** A generation as it stands in the store. */
record StoredGeneration<E>(Projection<E> projection, Documents<E> documents) implements Generation<E> {

    /** A token's checksum can be forged, and its aggregate becomes part of a field's name. */
    private static final Pattern AGGREGATE = Pattern.compile("[a-z]{1,20}-[0-9A-Za-z_-]{1,100}");

    @Override
    public void requireSeen(List<ConsistencyToken> tokens) {
        for (ConsistencyToken token : tokens) {
            if (!AGGREGATE.matcher(token.aggregate()).matches()) {
                throw Refusal.ofField(Code.BAD_TOKEN, ConsistencyToken.HEADER, "This is not a consistency token");
            }
            if (projection.keyOf(token) != null && !hasSeen(token)) {
                throw Refusal.of(Code.VIEW_BEHIND, "The view %s has not seen that yet".formatted(projection.view()));
            }
        }
    }

    private boolean hasSeen(ConsistencyToken token) {
        return documents.collection().withDocumentClass(BsonDocument.class)
                .find(projection.seen(token)).projection(Projections.include(Stored.ID)).first() != null;
    }

    @Override
    public Optional<Stored<E>> find(String id) {
        return Optional.ofNullable(documents.collection().find(and(eq(id), exists(Stored.ENTRY))).first());
    }

    @Override
    public MongoCollection<Stored<E>> collection() {
        return documents.collection();
    }
}
