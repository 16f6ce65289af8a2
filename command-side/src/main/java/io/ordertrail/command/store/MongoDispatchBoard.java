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
import io.ordertrail.command.process.CourierCard;
import io.ordertrail.command.process.DispatchBoard;
import io.ordertrail.events.CourierId;
import io.ordertrail.events.OrderId;
import io.ordertrail.platform.mongo.Duplicates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The dispatch board in two collections. They are read and written with majority, so that what one node has written every node sees. */
class MongoDispatchBoard implements DispatchBoard {

    private static final String ID = "_id";
    private static final String VERSION = "version";
    private static final String ON_DUTY = "onDuty";
    private static final String CAPACITY = "capacity";
    private static final String CARRYING = "carrying";
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> couriers;
    private final MongoCollection<Document> waiting;

    MongoDispatchBoard(MongoDatabase database) {
        couriers = database.getCollection("command.dispatch-couriers");
        waiting = database.getCollection("command.dispatch-waiting");
    }

    /** An upsert that finds an equal or later version tries to insert beside it, and fails on the id: the later version stays. */
    @Override
    public void note(CourierCard card) {
        Document document = new Document(ID, card.courierId().value()).append(ON_DUTY, card.onDuty())
                .append(CAPACITY, card.capacity())
                .append(CARRYING, card.carrying())
                .append(VERSION, card.version());
        unlessThere(() -> couriers.replaceOne(and(eq(card.courierId().value()), lt(VERSION, card.version())), document, UPSERT));
    }

    @Override
    public Optional<CourierCard> find(CourierId courier) {
        return Optional.ofNullable(couriers.find(eq(courier.value())).first())
                .map(card -> new CourierCard(courier, card.getBoolean(ON_DUTY),
                        card.getInteger(CAPACITY), card.getInteger(CARRYING), card.getLong(VERSION)));
    }

    @Override
    public List<CourierId> couriersWithRoom() {
        return couriers.find(and(eq(ON_DUTY, true), expr(new Document("$lt", List.of("$" + CARRYING, "$" + CAPACITY)))))
                .sort(Sorts.ascending(CARRYING, ID))
                .map(card -> new CourierId(card.getString(ID)))
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
