package io.ordertrail.platform.personal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Keys in one collection, {@code {_id: owner, master, key}}; both are empty for who is forgotten. */
public class MongoKeyRepository implements KeyRepository {

    private static final String ID = "_id";
    private static final String MASTER = "master";
    private static final String KEY = "key";

    private final MongoCollection<Document> keys;

    /** @param database whose writes and reads are a majority's */
    public MongoKeyRepository(MongoDatabase database) {
        keys = database.getCollection("personal.keys");
    }

    @Override
    public List<StoredKey> from(String owner, int most) {
        return keys.find(gte(ID, owner)).sort(Sorts.ascending(ID)).limit(most).map(MongoKeyRepository::key).into(new ArrayList<>());
    }

    @Override
    public StoredKey keep(StoredKey key) {
        try {
            keys.insertOne(new Document(ID, key.owner()).append(MASTER, key.master()).append(KEY, key.wrapped()));
            return key;
        } catch (MongoWriteException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
            return key(keys.find(eq(key.owner())).first());
        }
    }

    @Override
    public boolean forget(String owner) {
        return keys.updateOne(and(eq(owner), nin(KEY, "")), Updates.combine(Updates.set(MASTER, ""), Updates.set(KEY, "")))
                .getMatchedCount() > 0;
    }

    @Override
    public List<StoredKey> notUnder(String master, int most) {
        return keys.find(nin(MASTER, master, "")).limit(most).map(MongoKeyRepository::key).into(new ArrayList<>());
    }

    @Override
    public void rewrap(StoredKey before, StoredKey after) {
        keys.updateOne(and(eq(before.owner()), eq(KEY, before.wrapped())),
                Updates.combine(Updates.set(MASTER, after.master()), Updates.set(KEY, after.wrapped())));
    }

    private static StoredKey key(Document stored) {
        return new StoredKey(stored.getString(ID), stored.getString(MASTER), stored.getString(KEY));
    }
}
