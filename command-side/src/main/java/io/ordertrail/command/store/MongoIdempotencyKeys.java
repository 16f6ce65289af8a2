package io.ordertrail.command.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.ordertrail.command.order.IdempotencyKeys;
import io.ordertrail.events.OrderId;
import org.bson.Document;

/** Idempotency keys in one collection, whose ids decide who was first. */
class MongoIdempotencyKeys implements IdempotencyKeys {

    private static final String FINGERPRINT = "fingerprint";
    private static final String ORDER = "order";

    private final MongoCollection<Document> keys;

    MongoIdempotencyKeys(MongoDatabase database) {
        keys = database.getCollection("command.idempotency-keys");
    }

    @Override
    public Claim claim(String key, String fingerprint, OrderId proposed) {
        Document stored = keys.findOneAndUpdate(Filters.eq(key),
                Updates.combine(Updates.setOnInsert(FINGERPRINT, fingerprint), Updates.setOnInsert(ORDER, proposed.value())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return new Claim(new OrderId(stored.getString(ORDER)), stored.getString(FINGERPRINT));
    }

    @Override
    public void release(String key) {
        keys.deleteOne(Filters.eq(key));
    }
}
