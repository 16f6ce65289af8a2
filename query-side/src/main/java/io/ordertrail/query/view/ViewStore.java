package io.ordertrail.query.view;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Where views live: their documents in {@code <view>.<generation>}, the tokens beside them, and which generation is live in {@code
 * views}.
 */
@Component
class ViewStore {

    /** This process, as other nodes and operators know it. */
    static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

    private static final int FIRST_GENERATION = 1;

    /** An index on documents that are there already takes its time. */
    private static final int INDEXING_HOURS = 1;

    private final MongoDatabase database;
    private final MongoCollection<Document> pointers;

    ViewStore(MongoDatabase database) {
        // What a node has told a client must outlive the loss of any one server of the store.
        this.database = database.withWriteConcern(WriteConcern.MAJORITY);
        this.pointers = this.database.getCollection("views");
    }

    /** The live generation of a view. The first of all is made by being asked for. */
    int live(Projection<?> projection) {
        return pointers.findOneAndUpdate(Filters.eq(projection.view()),
                Updates.combine(Updates.setOnInsert("live", FIRST_GENERATION), Updates.setOnInsert("version", projection.version())),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)).getInteger("live");
    }

    /** Its documents, with all indexes that its queries and its keeping need. */
    <E> Documents<E> documents(Projection<E> projection, int generation) {
        Documents<E> documents = new Documents<>(database, nameOf(projection, generation), projection.entryType());
        List<IndexModel> indexes = new ArrayList<>(projection.indexes());
        indexes.add(new IndexModel(Indexes.ascending(Stored.PARKED_EVENT), new IndexOptions().sparse(true)));
        if (embedded()) {
            // It looks a document up only by exactly the keys of a unique index, and would read all to find one by id and revision.
            indexes.add(new IndexModel(Indexes.ascending(Stored.ID, Stored.REVISION), new IndexOptions().unique(true)));
        }
        documents.collection().withTimeout(INDEXING_HOURS, TimeUnit.HOURS).createIndexes(indexes);
        return documents;
    }

    /** The server in memory tells of itself like MongoDB, but for the source it was built from. */
    private boolean embedded() {
        return !database.runCommand(new Document("buildInfo", 1)).containsKey("gitVersion");
    }

    ViewTokens tokens(Projection<?> projection, int generation) {
        return ViewTokens.in(database, nameOf(projection, generation) + ".tokens", NODE);
    }

    private static String nameOf(Projection<?> projection, int generation) {
        return projection.view() + "." + generation;
    }
}
