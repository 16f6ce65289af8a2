package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.platform.mongo.StoreTest;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@StoreTest
class MongoDispatchRepositoryTest extends DispatchRepositoryContract {

    @BeforeEach
    void hangUp(MongoDatabase database) {
        repository = new MongoDispatchRepository(database, NOW);
        other = new MongoDispatchRepository(database, NOW);
    }

    @Test
    void whatAVersionBeforeHasWrittenDownIsKept(MongoDatabase database) {
        database.getCollection("command.dispatch-couriers").insertOne(new Document("_id", "ann").append("onDuty", true)
                .append("capacity", 2).append("carrying", 1).append("version", 4L));
        database.getCollection("command.dispatch-waiting").insertOne(new Document("_id", "01A"));
        DispatchRepository later = new MongoDispatchRepository(database, NOW);
        // By a node of that version, which goes on beside this one.
        database.getCollection("command.dispatch-waiting").insertOne(new Document("_id", "01B"));

        assertThat(later.find(ANN)).contains(new CourierAvailability(ANN, true, 2, 1, Instant.EPOCH, 4));
        assertThat(later.queue()).isEqualTo(new DispatchRepository.Queue(2, NOW));
        assertThat(later.waiting(10)).extracting(waiting -> waiting.orderId().value()).containsExactlyInAnyOrder("01A", "01B");
        later.waiting(10).forEach(later::leave);
        assertThat(later.waiting(10)).isEmpty();
    }
}
