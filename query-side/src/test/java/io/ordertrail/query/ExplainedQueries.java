package io.ordertrail.query;

import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/** Overhears what one thread asks MongoDB, and has MongoDB explain it. */
class ExplainedQueries implements CommandListener {

    private static final Set<String> QUERIES = Set.of("find", "aggregate", "distinct", "count");

    /** What belongs to the sending of a command, not to its meaning. */
    private static final Set<String> ENVELOPE = Set.of("$db", "lsid", "$clusterTime", "$readPreference", "readConcern");

    private final List<BsonDocument> overheard = new ArrayList<>();
    private volatile Thread asking;

    /** @param stages all of the plan that was carried out, by name */
    record Explained(BsonDocument query, Set<String> stages, int returned, int documents, int keys) {

        @Override
        public String toString() {
            return "%s: %d returned, %d documents and %d keys examined by %s".formatted(query.toJson(), returned, documents, keys, stages);
        }
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (isAsking(Thread.currentThread()) && QUERIES.contains(event.getCommandName())) {
            BsonDocument query = BsonDocument.parse(event.getCommand().toJson());
            ENVELOPE.forEach(query::remove);
            overheard.add(query);
        }
    }

    private boolean isAsking(Thread thread) {
        return thread == asking || asking != null && isQuery(thread);
    }

    /** Whether {@code Queries} has given it to a question; the machinery's threads ask all the time. */
    static boolean isQuery(Thread thread) {
        return thread.getName().startsWith("query-");
    }

    /** What this thread's work asked, in order, explained. */
    List<Explained> of(MongoDatabase database, Runnable work) {
        overheard.clear();
        asking = Thread.currentThread();
        try {
            work.run();
        } finally {
            asking = null;
        }
        return overheard.stream().map(query -> explain(database, query)).toList();
    }

    private static Explained explain(MongoDatabase database, BsonDocument query) {
        BsonDocument explanation = database.runCommand(
                new BsonDocument("explain", query).append("verbosity", new BsonString("executionStats")), BsonDocument.class);
        // An aggregation tells the same, one or two levels deeper.
        BsonDocument cursor = explanation.containsKey("stages")
                ? explanation.getArray("stages").get(0).asDocument().getDocument("$cursor")
                : explanation;
        BsonDocument statistics = cursor.getDocument("executionStats");
        Set<String> stages = new TreeSet<>();
        collectStages(cursor.getDocument("queryPlanner").get("winningPlan"), stages);
        return new Explained(query, stages, number(statistics, "nReturned"), number(statistics, "totalDocsExamined"),
                number(statistics, "totalKeysExamined"));
    }

    private static int number(BsonDocument statistics, String name) {
        return statistics.get(name, new BsonInt32(0)).asNumber().intValue();
    }

    private static void collectStages(BsonValue plan, Set<String> stages) {
        if (plan instanceof BsonDocument document) {
            if (document.get("stage") instanceof BsonString stage) {
                stages.add(stage.getValue());
            }
            document.values().forEach(value -> collectStages(value, stages));
        } else if (plan instanceof BsonArray array) {
            array.forEach(value -> collectStages(value, stages));
        }
    }
}
