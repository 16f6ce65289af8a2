package io.ordertrail.command.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.command.dispatch.CourierAvailability;
import io.ordertrail.command.dispatch.DispatchRepository;
import io.ordertrail.command.dispatch.WaitingDelivery;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.Duplicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What the dispatch knows, in two collections. They are read and written with majority, so that what one node has written every node sees. */
class MongoDispatchRepository implements DispatchRepository {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String ON_DUTY = "onDuty";
    private static final String CAPACITY = "capacity";
    private static final String CARRYING = "carrying";
    private static final String LAST_ASSIGNED = "lastAssigned";
    private static final String PICK_UP_AT = "pickUpAt";
    private static final String STAMP = "stamp";
    private static final String SINCE = "since";
    private static final Bson HAS_ROOM = and(eq(ON_DUTY, true), expr(new Document("$lt", List.of("$" + CARRYING, "$" + CAPACITY))));

    private final MongoCollection<Document> couriers;
    private final MongoCollection<Document> waiting;

    /** @param now since when deliveries wait that a version before this one has written down without saying so */
    MongoDispatchRepository(MongoDatabase database, Instant now) {
        couriers = database.getCollection("command.dispatch-couriers");
        waiting = database.getCollection("command.dispatch-waiting");
        couriers.createIndex(Indexes.ascending(ON_DUTY, CARRYING, LAST_ASSIGNED, ID));
        waiting.createIndex(Indexes.ascending(PICK_UP_AT, ID));
        waiting.createIndex(Indexes.ascending(SINCE));
        couriers.updateMany(exists(LAST_ASSIGNED, false), Updates.set(LAST_ASSIGNED, 0L));
        waiting.updateMany(exists(SINCE, false),
                Updates.combine(Updates.set(SINCE, now.toEpochMilli()), Updates.set(PICK_UP_AT, 0L), Updates.set(STAMP, "")));
    }

    /** An upsert that finds an equal or later version tries to insert beside it, and fails on the id: the later version stays. */
    @Override
    public void note(CourierAvailability courier) {
        Document document = new Document(ID, courier.courierId().value()).append(ON_DUTY, courier.onDuty())
                .append(CAPACITY, courier.capacity())
                .append(CARRYING, courier.carrying())
                .append(LAST_ASSIGNED, courier.lastAssigned().toEpochMilli())
                .append(VERSION, courier.version());
        isThereAlready(() -> couriers.replaceOne(and(eq(courier.courierId().value()), lt(VERSION, courier.version())), document,
                new ReplaceOptions().upsert(true)));
    }

    @Override
    public Optional<CourierAvailability> find(CourierId courier) {
        return Optional.ofNullable(couriers.find(eq(courier.value())).first()).map(MongoDispatchRepository::courier);
    }

    private static CourierAvailability courier(Document courier) {
        return new CourierAvailability(new CourierId(courier.getString(ID)), courier.getBoolean(ON_DUTY), courier.getInteger(CAPACITY),
                courier.getInteger(CARRYING), instant(courier, LAST_ASSIGNED), courier.getLong(VERSION));
    }

    /** A node of the version before may write beside this one, without what it does not know. */
    private static Instant instant(Document document, String field) {
        return Instant.ofEpochMilli(document.get(field, 0L));
    }

    @Override
    public void forget(CourierAvailability courier) {
        couriers.deleteOne(and(eq(courier.courierId().value()), eq(VERSION, courier.version())));
    }

    @Override
    public List<CourierAvailability> couriersWithRoom(CourierAvailability after, int atMost) {
        return couriers.find(after == null ? HAS_ROOM : and(HAS_ROOM, beyond(after)))
                .sort(Sorts.ascending(CARRYING, LAST_ASSIGNED, ID))
                .limit(atMost)
                .map(MongoDispatchRepository::courier)
                .into(new ArrayList<>());
    }

    private static Bson beyond(CourierAvailability last) {
        long lastAssigned = last.lastAssigned().toEpochMilli();
        return or(gt(CARRYING, last.carrying()), and(eq(CARRYING, last.carrying()), or(gt(LAST_ASSIGNED, lastAssigned),
                and(eq(LAST_ASSIGNED, lastAssigned), gt(ID, last.courierId().value())))));
    }

    @Override
    public void await(WaitingDelivery delivery, Instant now) {
        Bson written = Updates.combine(Updates.set(PICK_UP_AT, delivery.pickUpAt().toEpochMilli()), Updates.set(STAMP, delivery.stamp()),
                Updates.setOnInsert(SINCE, now.toEpochMilli()));
        while (isThereAlready(() -> waiting.updateOne(eq(delivery.orderId().value()), written, new UpdateOptions().upsert(true)))) {
            // Someone else has inserted it at the same moment: then it is there to be updated.
        }
    }

    @Override
    public Optional<WaitingDelivery> find(OrderId order) {
        return Optional.ofNullable(waiting.find(eq(order.value())).first()).map(MongoDispatchRepository::waiting);
    }

    private static WaitingDelivery waiting(Document delivery) {
        return new WaitingDelivery(new OrderId(delivery.getString(ID)), instant(delivery, PICK_UP_AT), delivery.get(STAMP, ""));
    }

    @Override
    public void leave(WaitingDelivery delivery) {
        Bson stamp = eq(STAMP, delivery.stamp());
        waiting.deleteOne(and(eq(delivery.orderId().value()), delivery.stamp().isEmpty() ? or(stamp, exists(STAMP, false)) : stamp));
    }

    @Override
    public void leave(OrderId order) {
        waiting.deleteOne(eq(order.value()));
    }

    @Override
    public List<WaitingDelivery> waiting(int atMost) {
        return waiting.find().sort(Sorts.ascending(PICK_UP_AT, ID)).limit(atMost).map(MongoDispatchRepository::waiting)
                .into(new ArrayList<>());
    }

    @Override
    public Queue queue() {
        Document oldest = waiting.find(exists(SINCE)).sort(Sorts.ascending(SINCE)).first();
        return new Queue(waiting.countDocuments(), oldest == null ? null : instant(oldest, SINCE));
    }

    /** @return whether the write has failed because its document is there already */
    private static boolean isThereAlready(Runnable write) {
        try {
            write.run();
            return false;
        } catch (MongoWriteException | MongoCommandException e) {
            if (Duplicates.areAllThatFailed(e)) {
                return true;
            }
            throw e;
        }
    }
}
