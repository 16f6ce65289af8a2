package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoDispatchRepositoryTest extends DispatchRepositoryContract {

    @BeforeEach
    void hangUp(MongoDatabase database) {
        repository = new MongoDispatchRepository(database);
        other = new MongoDispatchRepository(database);
    }
}
