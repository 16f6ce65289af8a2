package io.ordertrail.platform.actions;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The latest actions of operators on all nodes of both sides, the last thousand of them. */
public class Actions {

    static final int KEPT = 1_000;

    /** Enough of an address to see what was asked for. */
    private static final int LONGEST = 500;

    private static final Bson NEWEST_FIRST = Sorts.descending("at", "_id");

    private final MongoCollection<Document> actions;

    public Actions(MongoDatabase database) {
        this.actions = database.withWriteConcern(WriteConcern.MAJORITY).getCollection("actions");
    }

    void note(Action action) {
        actions.insertOne(new Document("at", Date.from(action.at())).append("by", action.by()).append("method", action.method())
                .append("path", shortened(action.path())).append("status", action.status()).append("note", shortened(action.note())));
        List<Object> forgotten = actions.find().sort(NEWEST_FIRST).skip(KEPT).projection(Projections.include("_id"))
                .map(forgettable -> forgettable.get("_id")).into(new ArrayList<>());
        if (!forgotten.isEmpty()) {
            actions.deleteMany(new Document("_id", new Document("$in", forgotten)));
        }
    }

    private static String shortened(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** The latest first. */
    public List<Action> latest(int most, Predicate<Action> wanted) {
        return actions.find().sort(NEWEST_FIRST).map(Actions::of).into(new ArrayList<>()).stream().filter(wanted).limit(most).toList();
    }

    private static Action of(Document stored) {
        return new Action(stored.getDate("at").toInstant(), stored.getString("by"), stored.getString("method"), stored.getString("path"),
                stored.getInteger("status"), stored.getString("note"));
    }
}
