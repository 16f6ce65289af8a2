package io.ordertrail.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoCollection;
import io.ordertrail.platform.consistency.ConsistencyToken;
import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    /** By id first, which every store finds at once; a projection whose documents are named otherwise has its own way. */
    private boolean hasSeen(ConsistencyToken token) {
        Stored<E> named = documents.collection().find(eq(projection.keyOf(token))).projection(include(Stored.SEQUENCES)).first();
        return named != null && named.sequences().getOrDefault(token.aggregate(), -1L) >= token.sequence()
                || documents.collection().find(projection.seen(token)).projection(include(Stored.ID)).first() != null;
    }

    @Override
    public Optional<Stored<E>> find(String id) {
        return Optional.ofNullable(documents.collection().find(eq(id)).first()).filter(stored -> stored.entry() != null);
    }

    @Override
    public MongoCollection<Stored<E>> collection() {
        return documents.collection();
    }
}
