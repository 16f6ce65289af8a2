package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.IdempotencyKeys.Claim;
import io.ordertrail.command.IdempotencyKeys.State;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Duration;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@StoreTest
class MongoIdempotencyKeysTest extends IdempotencyKeysContract {

    private MongoDatabase database;

    @BeforeEach
    void open(MongoDatabase fresh) {
        database = fresh;
        keys = new MongoIdempotencyKeys(database, LIFE);
        other = new MongoIdempotencyKeys(database, LIFE);
    }

    @Override
    void pass() {
        database.getCollection("command.idempotency-keys").updateMany(new Document("begun", new Document("$exists", true)),
                new Document("$set", new Document("begun", new Date(0))));
    }

    private Document stored(String key) {
        return database.getCollection("command.idempotency-keys").find(new Document("_id", key)).first();
    }

    /** MongoDB looks once a minute, which no test waits for. */
    @Test
    void mongoIsToldToTakeAwayKeysSoLongAfterTheirLastAttemptByItsOwnClock() {
        assertThat(secondsOfLife()).isEqualTo(LIFE.toSeconds());
        keys.claim("key", "print", "01A", "a");
        keys.giveUp("key", "a");
        pass();
        other.claim("key", "another", "01B", "b");
        assertThat(stored("key")).as("refused, it is not used").containsEntry("begun", new Date(0));
        other.claim("key", "print", "01B", "b");

        assertThat(stored("key").getDate("begun")).isAfter(new Date(0));
    }

    @Test
    @EnabledIf(value = "io.ordertrail.platform.mongo.StoreUnderTest#isReal",
            disabledReason = "needs a real MongoDB, which can change an index")
    void anotherLifeHoldsForTheKeysThatAreThere() {
        new MongoIdempotencyKeys(database, Duration.ofHours(2));

        assertThat(secondsOfLife()).isEqualTo(7_200);
    }

    private long secondsOfLife() {
        for (Document index : database.getCollection("command.idempotency-keys").listIndexes()) {
            if (new Document("begun", 1).equals(index.get("key"))) {
                return ((Number) index.get("expireAfterSeconds")).longValue();
            }
        }
        return -1;
    }

    @Test
    void keysOfTheTimeBeforeKeysEndedEndLikeNewOnes() {
        database.getCollection("command.idempotency-keys")
                .insertOne(new Document("_id", "key").append("fingerprint", "print").append("order", "01A"));
        new MongoIdempotencyKeys(database, LIFE);

        assertThat(stored("key").getDate("begun")).isAfter(new Date(0));
    }

    @Test
    void keysOfTheTimeBeforeAttemptsWereKeptStay() {
        database.getCollection("command.idempotency-keys")
                .insertOne(new Document("_id", "key").append("fingerprint", "print").append("order", "01A"));

        assertThat(keys.claim("key", "another", "01B", "a").state()).isEqualTo(State.REUSED);
        assertThat(keys.claim("key", "print", "01B", "a")).isEqualTo(new Claim(State.TAKEN, "01A", null));
    }
}
