package io.ordertrail.platform.subscription;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoSubscriptionRepositoryTest extends SubscriptionRepositoryContract {

    private MongoDatabase database;

    @BeforeEach
    void connect(MongoDatabase empty) {
        database = empty;
    }

    @Override
    protected SubscriptionRepository repository() {
        return new MongoSubscriptionRepository(database);
    }
}
