package io.ordertrail.command.store;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.platform.mongo.StoreTest;
import org.junit.jupiter.api.BeforeEach;

@StoreTest
class MongoDispatchBoardTest extends DispatchBoardContract {

    @BeforeEach
    void hangUp(MongoDatabase database) {
        board = new MongoDispatchBoard(database);
        other = new MongoDispatchBoard(database);
    }
}
