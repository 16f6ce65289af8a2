package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.personal.MongoKeyRepository;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoKeyRepositoryTest extends KeyRepositoryContract {

    @BeforeEach
    void open(MongoDatabase database) {
        keys = new MongoKeyRepository(database);
    }
}
