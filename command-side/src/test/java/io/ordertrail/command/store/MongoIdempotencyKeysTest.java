package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoIdempotencyKeysTest extends IdempotencyKeysContract {

    @BeforeEach
    void open(MongoDatabase database) {
        keys = new MongoIdempotencyKeys(database);
        other = new MongoIdempotencyKeys(database);
    }
}
