package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.order.IdempotencyKeys.Claim;
import io.ordertrail.command.order.IdempotencyKeys.State;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class MongoIdempotencyKeysTest extends IdempotencyKeysContract {

    private MongoDatabase database;

    @BeforeEach
    void open(MongoDatabase fresh) {
        database = fresh;
        keys = new MongoIdempotencyKeys(database, LIFE, clock);
        other = new MongoIdempotencyKeys(database, LIFE, clock);
    }

    @Override
    void pass() {
        database.getCollection("command.idempotency-keys").updateMany(new Document("begun", new Document("$exists", true)),
                new Document("$set", new Document("begun", new Date(0))));
    }

    @Override
    Instant endOf(String key) {
        return stored(key).getDate("expires").toInstant();
    }

    private Document stored(String key) {
        return database.getCollection("command.idempotency-keys").find(new Document("_id", key)).first();
    }

    /** MongoDB looks once a minute, which no test waits for. */
    @Test
    void mongoIsToldToTakeAwayKeysWhoseTimeHasCome() {
        assertThat(database.getCollection("command.idempotency-keys").listIndexes().into(new ArrayList<>()))
                .anySatisfy(index -> assertThat(index).containsEntry("key", new Document("expires", 1))
                        .extractingByKey("expireAfterSeconds").extracting(seconds -> ((Number) seconds).intValue()).isEqualTo(0));
    }

    @Test
    void keysOfTheTimeBeforeKeysEndedEndLikeNewOnes() {
        database.getCollection("command.idempotency-keys")
                .insertOne(new Document("_id", "key").append("fingerprint", "print").append("order", "01A"));
        new MongoIdempotencyKeys(database, LIFE, clock);

        assertThat(endOf("key")).isEqualTo(clock.instant().plus(LIFE));
    }

    @Test
    void keysOfTheTimeBeforeAttemptsWereKeptStay() {
        database.getCollection("command.idempotency-keys")
                .insertOne(new Document("_id", "key").append("fingerprint", "print").append("order", "01A"));

        assertThat(keys.claim("key", "another", new OrderId("01B"), "a").state()).isEqualTo(State.REUSED);
        assertThat(keys.claim("key", "print", new OrderId("01B"), "a")).isEqualTo(new Claim(State.TAKEN, new OrderId("01A")));
    }
}
