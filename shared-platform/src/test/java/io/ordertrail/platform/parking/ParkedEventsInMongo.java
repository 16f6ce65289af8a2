package io.ordertrail.platform.parking;

import com.mongodb.client.MongoDatabase;

/** MongoDB's way to keep parked events, for the tests of what parks them. */
public final class ParkedEventsInMongo {

    private ParkedEventsInMongo() {
    }

    public static ParkedEventRepository in(MongoDatabase database) {
        return new MongoParkedEventRepository(database, ParkedEventRepository.MOST_SEQUENCES, ParkedEventRepository.MOST_EVENTS);
    }
}
