package io.ordertrail.command.store;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.ordertrail.command.IdempotencyKeys;
import io.ordertrail.platform.mongo.Duplicates;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Idempotency keys in one collection, whose ids decide who was first. MongoDB takes away those whose life is over, by its own clock and within some
 * minutes.
 */
class MongoIdempotencyKeys implements IdempotencyKeys {

    private static final String FINGERPRINT = "fingerprint";
    /** The id that the key stands for, an order's or another's. */
    private static final String ORDER = "order";
    private static final String ATTEMPT = "attempt";
    private static final String BEGUN = "begun";
    private static final String NOTE = "note";
    /** In versions before this one, reckoned by the node's clock. */
    private static final String EXPIRES = "expires";
    private static final Bson NO_ATTEMPT = Filters.exists(ATTEMPT, false);

    private final MongoDatabase database;
    private final MongoCollection<Document> keys;

    /** @param life of a key, from where its last attempt begins */
    MongoIdempotencyKeys(MongoDatabase database, Duration life) {
        this.database = database;
        keys = database.getCollection("command.idempotency-keys");
        // What versions before this one have left ends when they have said, and what had no end then, from now on.
        keys.createIndex(Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        keys.updateMany(Filters.and(Filters.exists(EXPIRES, false), Filters.exists(BEGUN, false)), Updates.currentDate(BEGUN));
        endAfter(life.toSeconds());
    }

    /** The index says how long keys live: all of them, those too that were there when it was another time. */
    private void endAfter(long seconds) {
        Document byBegin = new Document(BEGUN, 1);
        for (Document index : keys.listIndexes()) {
            if (byBegin.equals(index.get("key"))) {
                if (index.get("expireAfterSeconds", Number.class).longValue() != seconds) {
                    database.runCommand(new Document("collMod", keys.getNamespace().getCollectionName())
                            .append("index", new Document("keyPattern", byBegin).append("expireAfterSeconds", seconds)));
                }
                return;
            }
        }
        keys.createIndex(byBegin, new IndexOptions().expireAfter(seconds, TimeUnit.SECONDS));
    }

    @Override
    public Claim claim(String key, String fingerprint, String proposed, String attempt) {
        Optional<Claim> claim = take(key, fingerprint, NO_ATTEMPT, attempt, proposed);
        while (claim.isEmpty()) {
            Document stored = keys.find(Filters.eq(key)).first();
            claim = stored == null ? take(key, fingerprint, NO_ATTEMPT, attempt, proposed)
                    : takeFrom(stored, fingerprint, proposed, attempt);
        }
        return claim.get();
    }

    private Optional<Claim> takeFrom(Document stored, String fingerprint, String proposed, String attempt) {
        String other = stored.getString(ATTEMPT);
        boolean isSame = !stored.containsKey(FINGERPRINT) || stored.getString(FINGERPRINT).equals(fingerprint);
        if (other != null && !isOver(stored)) {
            return Optional.of(claim(isSame ? State.IN_PROGRESS : State.OTHERS_IN_PROGRESS, stored));
        }
        if (!isSame) {
            return Optional.of(claim(State.REUSED, stored));
        }
        return take(stored.getString("_id"), fingerprint, other == null ? NO_ATTEMPT : Filters.eq(ATTEMPT, other), attempt, proposed);
    }

    /** Empty if the key is not, or no more, as it was found: then the upsert tries to insert beside it, and fails on the id. */
    private Optional<Claim> take(String key, String fingerprint, Bson asFound, String attempt, String proposed) {
        Bson free = Filters.and(Filters.eq(key), asFound,
                Filters.or(Filters.exists(FINGERPRINT, false), Filters.eq(FINGERPRINT, fingerprint)));
        try {
            Document taken = keys.findOneAndUpdate(free,
                    Updates.combine(Updates.set(FINGERPRINT, fingerprint), Updates.set(ATTEMPT, attempt), Updates.currentDate(BEGUN),
                            Updates.unset(EXPIRES),
                            Updates.setOnInsert(ORDER, proposed)),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            return Optional.of(claim(State.TAKEN, taken));
        } catch (MongoCommandException e) {
            if (Duplicates.areAllThatFailed(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Claim claim(State state, Document stored) {
        return new Claim(state, stored.getString(ORDER), stored.getString(NOTE));
    }

    private boolean isOver(Document stored) {
        Document server = database.runCommand(new Document("isMaster", 1));
        return server.getDate("localTime").getTime() - stored.getDate(BEGUN).getTime() > LONGEST_ATTEMPT.toMillis();
    }

    @Override
    public void note(String key, String attempt, String note) {
        end(key, attempt, Updates.combine(Updates.unset(ATTEMPT), Updates.set(NOTE, note)));
    }

    @Override
    public void giveUp(String key, String attempt) {
        end(key, attempt, Updates.unset(ATTEMPT));
    }

    @Override
    public void free(String key, String attempt) {
        end(key, attempt, Updates.combine(Updates.unset(ATTEMPT), Updates.unset(FINGERPRINT)));
    }

    private void end(String key, String attempt, Bson change) {
        keys.updateOne(Filters.and(Filters.eq(key), Filters.eq(ATTEMPT, attempt)), change);
    }
}
