package io.ordertrail.views.rebuild.build;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.ordertrail.views.documents.Securing;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A collection as it is on three servers: what has only been written to the primary is lost with it. */
final class FailingOver {

    private final MongoCollection<Document> documents;
    private List<Document> withMajority = List.of();
    private int term = 1;

    FailingOver(MongoDatabase database, String collection) {
        documents = database.getCollection(collection);
    }

    Securing securing() {
        return new Securing(this::term, this::replicate);
    }

    private synchronized int term() {
        return term;
    }

    private synchronized void replicate() {
        withMajority = documents.find().into(new ArrayList<>());
    }

    synchronized void loseThePrimary() {
        term++;
        documents.deleteMany(new Document());
        if (!withMajority.isEmpty()) {
            documents.bulkWrite(withMajority.stream().map(document -> new ReplaceOneModel<>(Filters.eq(document.get("_id")), document,
                    new ReplaceOptions().upsert(true))).toList());
        }
    }
}
