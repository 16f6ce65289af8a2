package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoPaymentRepositoryTest extends PaymentRepositoryContract {

    @BeforeEach
    void open(MongoDatabase database) {
        payments = new MongoPaymentRepository(database);
    }
}
