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
import io.ordertrail.command.order.IdempotencyKeys;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Idempotency keys in one collection, whose ids decide who was first. MongoDB takes away those whose life is over, within some minutes. */
class MongoIdempotencyKeys implements IdempotencyKeys {

    private static final String FINGERPRINT = "fingerprint";
    private static final String ORDER = "order";
    private static final String ATTEMPT = "attempt";
    private static final String BEGUN = "begun";
    private static final String EXPIRES = "expires";
    private static final Bson NO_ATTEMPT = Filters.exists(ATTEMPT, false);

    private final MongoDatabase database;
    private final MongoCollection<Document> keys;
    private final Duration life;
    private final Clock clock;

    MongoIdempotencyKeys(MongoDatabase database, Duration life, Clock clock) {
        this.database = database;
        this.life = life;
        this.clock = clock;
        keys = database.getCollection("command.idempotency-keys");
        keys.createIndex(Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
        // Those of versions before this one had no end.
        keys.updateMany(Filters.exists(EXPIRES, false), Updates.set(EXPIRES, end()));
    }

    private Date end() {
        return Date.from(clock.instant().plus(life));
    }

    @Override
    public Claim claim(String key, String fingerprint, OrderId proposed, String attempt) {
        Optional<Claim> claim = take(key, fingerprint, NO_ATTEMPT, attempt, proposed);
        while (claim.isEmpty()) {
            Document stored = keys.find(Filters.eq(key)).first();
            claim = stored == null ? take(key, fingerprint, NO_ATTEMPT, attempt, proposed)
                    : takeFrom(stored, fingerprint, proposed, attempt);
        }
        return claim.get();
    }

    private Optional<Claim> takeFrom(Document stored, String fingerprint, OrderId proposed, String attempt) {
        OrderId order = new OrderId(stored.getString(ORDER));
        String other = stored.getString(ATTEMPT);
        boolean isSame = !stored.containsKey(FINGERPRINT) || stored.getString(FINGERPRINT).equals(fingerprint);
        if (other != null && !isOver(stored)) {
            return Optional.of(new Claim(isSame ? State.IN_PROGRESS : State.OTHERS_IN_PROGRESS, order));
        }
        if (!isSame) {
            return Optional.of(new Claim(State.REUSED, order));
        }
        return take(stored.getString("_id"), fingerprint, other == null ? NO_ATTEMPT : Filters.eq(ATTEMPT, other), attempt, proposed);
    }

    /** Empty if the key is not, or no more, as it was found: then the upsert tries to insert beside it, and fails on the id. */
    private Optional<Claim> take(String key, String fingerprint, Bson asFound, String attempt, OrderId proposed) {
        Bson free = Filters.and(Filters.eq(key), asFound,
                Filters.or(Filters.exists(FINGERPRINT, false), Filters.eq(FINGERPRINT, fingerprint)));
        try {
            Document taken = keys.findOneAndUpdate(free,
                    Updates.combine(Updates.set(FINGERPRINT, fingerprint), Updates.set(ATTEMPT, attempt), Updates.currentDate(BEGUN),
                            Updates.set(EXPIRES, end()),
                            Updates.setOnInsert(ORDER, proposed.value())),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            return Optional.of(new Claim(State.TAKEN, new OrderId(taken.getString(ORDER))));
        } catch (MongoCommandException e) {
            if (Duplicates.areAllThatFailed(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean isOver(Document stored) {
        Document server = database.runCommand(new Document("isMaster", 1));
        return server.getDate("localTime").getTime() - stored.getDate(BEGUN).getTime() > LONGEST_ATTEMPT.toMillis();
    }

    @Override
    public void giveUp(String key, String attempt) {
        keys.updateOne(Filters.and(Filters.eq(key), Filters.eq(ATTEMPT, attempt)),
                Updates.combine(Updates.unset(ATTEMPT), Updates.unset(BEGUN)));
    }

    @Override
    public void free(String key, String attempt) {
        keys.updateOne(Filters.and(Filters.eq(key), Filters.eq(ATTEMPT, attempt)),
                Updates.combine(Updates.unset(ATTEMPT), Updates.unset(BEGUN), Updates.unset(FINGERPRINT)));
    }
}
