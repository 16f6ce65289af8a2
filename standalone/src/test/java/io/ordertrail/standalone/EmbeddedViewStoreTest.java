package io.ordertrail.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import de.bwaldvogel.mongo.MongoServer;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedViewStoreTest {

    /** Enough for a document to be sent for as long as it takes to change it. */
    private static final int FIELDS = 5_000;
    private static final int READS = 300;

    private MongoServer server;
    private MongoClient client;

    @BeforeEach
    void start() {
        EmbeddedViewStore store = new EmbeddedViewStore();
        server = store.embeddedMongo();
        client = store.mongoClient(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    /** The kind: a view is folded further from a document that is half its old and half its new state. */
    @Test
    void aDocumentIsNeverReadHalfChanged() {
        MongoCollection<Document> documents = client.getDatabase("test").getCollection("documents");
        documents.insertOne(document(0));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> IntStream.iterate(1, round -> !over.get(), round -> round + 1)
                .forEach(round -> documents.replaceOne(Filters.eq(1), document(round))));

        for (int i = 0; i < READS; i++) {
            Document read = documents.find(Filters.eq(1)).first();
            read.remove("_id");
            assertThat(new HashSet<>(read.values())).as("rounds of which it has fields").hasSize(1);
        }
        over.set(true);
        writing.join();
    }

    private static Document document(int round) {
        Document document = new Document("_id", 1);
        IntStream.range(0, FIELDS).forEach(field -> document.append("f" + field, round));
        return document;
    }
}
