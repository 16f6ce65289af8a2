package io.ordertrail.command.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** What the dispatch knows, in two collections. They are read and written with majority, so that what one node has written every node sees. */
class MongoDispatchRepository implements DispatchRepository {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String ON_DUTY = "onDuty";
    private static final String CAPACITY = "capacity";
    private static final String CARRYING = "carrying";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> couriers;
    private final MongoCollection<Document> waiting;

    MongoDispatchRepository(MongoDatabase database) {
        couriers = database.getCollection("command.dispatch-couriers");
        waiting = database.getCollection("command.dispatch-waiting");
    }

    /** An upsert that finds an equal or later version tries to insert beside it, and fails on the id: the later version stays. */
    @Override
    public void note(CourierAvailability availability) {
        Document document = new Document(ID, availability.courierId().value()).append(ON_DUTY, availability.onDuty())
                .append(CAPACITY, availability.capacity())
                .append(CARRYING, availability.carrying())
                .append(VERSION, availability.version());
        unlessThere(() -> couriers.replaceOne(and(eq(availability.courierId().value()), lt(VERSION, availability.version())), document,
                UPSERT));
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        return Optional.ofNullable(couriers.find(eq(courier.value())).first())
                .map(availability -> new CourierAvailability(courier, availability.getBoolean(ON_DUTY),
                        availability.getInteger(CAPACITY), availability.getInteger(CARRYING), availability.getLong(VERSION)));
    }

    @Override
    public List<CourierId> couriersWithRoom() {
        return couriers.find(and(eq(ON_DUTY, true), expr(new Document("$lt", List.of("$" + CARRYING, "$" + CAPACITY)))))
                .sort(Sorts.ascending(CARRYING, ID))
                .map(availability -> new CourierId(availability.getString(ID)))
                .into(new ArrayList<>());
    }

    @Override
    public void await(OrderId order) {
        unlessThere(() -> waiting.insertOne(new Document(ID, order.value())));
    }

    @Override
    public void leave(OrderId order) {
        waiting.deleteOne(eq(order.value()));
    }

    /** Orders' ids rise with the time of placing. */
    @Override
    public List<OrderId> waiting(int atMost) {
        return waiting.find().sort(Sorts.ascending(ID)).limit(atMost).map(order -> new OrderId(order.getString(ID)))
                .into(new ArrayList<>());
    }

    private static void unlessThere(Runnable write) {
        try {
            write.run();
        } catch (MongoWriteException e) {
            if (!Duplicates.areAllThatFailed(e)) {
                throw e;
            }
        }
    }
}
