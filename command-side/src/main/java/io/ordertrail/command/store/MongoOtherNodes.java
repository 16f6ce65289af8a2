package io.ordertrail.command.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.command.Ids;
import io.ordertrail.command.admission.OtherNodes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.bson.Document;

/**
 * A document for each node, with a number that rises whenever the node writes it: one that has stopped rising is of a node that is gone,
 * and is taken away in the end. So no node's clock matters.
 */
class MongoOtherNodes implements OtherNodes {

    private static final String ID = "_id";
    private static final String TOLD = "told";
    private static final String WAIT = "waitMillis";

    /** Longer than a slow node takes to tell again, shorter than anybody should be refused for the sake of a dead one. */
    private static final Duration CURRENT = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final MongoCollection<Document> nodes;
    private final String node = Ids.next();
    private final LongSupplier nanos;
    private final Map<String, Told> heard = new HashMap<>();

    /** @param at when its number was first seen here */
    private record Told(long number, long at) {
    }

    MongoOtherNodes(MongoDatabase database, LongSupplier nanos) {
        this.nodes = database.getCollection("command.load");
        this.nanos = nanos;
    }

    @Override
    public Duration exchange(Duration own) {
        nodes.updateOne(Filters.eq(node), Updates.combine(Updates.set(WAIT, own.toMillis()), Updates.inc(TOLD, 1L)),
                new UpdateOptions().upsert(true));
        Map<String, Told> before = new HashMap<>(heard);
        heard.clear();
        long longest = 0;
        for (Document other : nodes.find(Filters.ne(ID, node))) {
            longest = Math.max(longest, hear(other, before.get(other.getString(ID))));
        }
        return Duration.ofMillis(longest);
    }

    private long hear(Document other, Told before) {
        long now = nanos.getAsLong();
        long number = other.getLong(TOLD);
        Told told = before != null && before.number() == number ? before : new Told(number, now);
        heard.put(other.getString(ID), told);
        long age = now - told.at();
        if (age > KEPT.toNanos()) {
            nodes.deleteOne(Filters.and(Filters.eq(other.getString(ID)), Filters.eq(TOLD, number)));
        }
        return age > CURRENT.toNanos() ? 0 : other.getLong(WAIT);
    }
}
