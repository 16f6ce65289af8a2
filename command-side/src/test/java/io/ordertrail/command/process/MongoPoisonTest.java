package io.ordertrail.command.process;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import io.ordertrail.platform.parking.ParkedEventRepository;
import io.ordertrail.platform.parking.ParkedEventsInMongo;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoPoisonTest extends PoisonContract {

    private ParkedEventRepository repository;

    @BeforeEach
    void connect(MongoDatabase database) {
        repository = ParkedEventsInMongo.in(database);
    }

    @Override
    ParkedEventRepository repository() {
        return repository;
    }
}
