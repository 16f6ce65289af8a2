package io.ordertrail.platform.parking;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoParkedEventRepositoryTest extends ParkedEventRepositoryContract {

    private MongoDatabase database;

    @BeforeEach
    void connect(MongoDatabase empty) {
        database = empty;
    }

    @Override
    protected ParkedEventRepository repository(int mostSequences, int mostEvents) {
        return new MongoParkedEventRepository(database, mostSequences, mostEvents);
    }
}
