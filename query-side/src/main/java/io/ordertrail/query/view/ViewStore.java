package io.ordertrail.query.view;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.lang.management.ManagementFactory;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Where views live: their documents in {@code <view>.<generation>}, the tokens beside them, and which generation is live in {@code views}. */
@Component
class ViewStore {

    /** This process, as other nodes and operators know it. */
    static final String NODE = ManagementFactory.getRuntimeMXBean().getName();

    private static final int FIRST_GENERATION = 1;

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

    /** Its documents, with all indexes that its queries need. */
    <E> Documents<E> documents(Projection<E> projection, int generation) {
        Documents<E> documents = new Documents<>(database, nameOf(projection, generation), projection.entryType());
        if (!projection.indexes().isEmpty()) {
            documents.collection().createIndexes(projection.indexes());
        }
        return documents;
    }

    ViewTokens tokens(Projection<?> projection, int generation) {
        return ViewTokens.in(database, nameOf(projection, generation) + ".tokens", NODE);
    }

    private static String nameOf(Projection<?> projection, int generation) {
        return projection.view() + "." + generation;
    }
}
