package io.ordertrail.views.schedule;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.ordertrail.platform.mongo.StoreTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;

/** What a schedule's nodes are told by the store that is made up for them, a real one would tell them, too. */
@StoreTest
class SimulatedStoreTest {

    private static final int OPERATIONS = 1_500;
    private static final String[] IDS = {"a", "b", "c", "d"};
    private static final String[] FIELDS = {"n", "inner.x", "flag"};

    private final Random random = new Random(3);

    @Test
    void theSameOperationsComeToTheSame(MongoDatabase real) {
        MongoCollection<Document> there = real.getCollection("documents");
        MongoCollection<Document> here = new SimulatedStore(SimulatedStore.Trouble.NONE, (view, generation, version) -> {
        }, Planted.NONE).database().getCollection("documents");
        for (int i = 0; i < OPERATIONS; i++) {
            Operation operation = operation();
            assertThat(operation.on(here)).as("%d: %s", i, operation.what).isEqualTo(operation.on(there));
            assertThat(all(here)).as("after %d: %s", i, operation.what).isEqualTo(all(there));
        }
    }

    private record Operation(String what, Function<MongoCollection<Document>, Object> action) {

        /** What it comes to; which exception it is does not depend on the store's words. */
        Object on(MongoCollection<Document> documents) {
            try {
                return action.apply(documents);
            } catch (MongoException e) {
                return e.getCode();
            }
        }
    }

    private static List<String> all(MongoCollection<Document> documents) {
        return documents.find().sort(new Document("_id", 1)).map(SimulatedStoreTest::plain).into(new ArrayList<>());
    }

    /** The order of a document's fields is nobody's business. */
    private static String plain(Document document) {
        return document == null ? null : new TreeMap<>(document).toString();
    }

    private Operation operation() {
        String id = IDS[random.nextInt(IDS.length)];
        Bson one = and(eq(id), condition());
        Bson some = condition();
        Bson change = change();
        boolean upsert = random.nextBoolean();
        return switch (random.nextInt(8)) {
            case 0 -> {
                Document document = document(id);
                yield new Operation("insert " + document, documents -> documents.insertOne(document).getInsertedId());
            }
            case 1 -> new Operation("update %s %s %s".formatted(one, change, upsert),
                    documents -> documents.updateOne(one, change, new UpdateOptions().upsert(upsert)).getMatchedCount());
            case 2 -> new Operation("update all %s %s".formatted(some, change),
                    documents -> documents.updateMany(some, change).getMatchedCount());
            case 3 -> {
                Bson found = upsert ? eq(id) : one;
                FindOneAndUpdateOptions options = new FindOneAndUpdateOptions().upsert(upsert).returnDocument(ReturnDocument.AFTER);
                yield new Operation("find and update %s %s %s".formatted(found, change, upsert),
                        documents -> plain(documents.findOneAndUpdate(found, change, options)));
            }
            case 4 -> {
                Document document = document(id);
                yield new Operation("replace %s %s".formatted(one, document),
                        documents -> documents.replaceOne(one, document).getMatchedCount());
            }
            case 5 -> new Operation("delete " + one, documents -> documents.deleteOne(one).getDeletedCount());
            case 6 -> {
                List<WriteModel<Document>> models = Stream.of(IDS).filter(each -> random.nextBoolean())
                        .map(each -> random.nextBoolean() ? new InsertOneModel<>(document(each))
                                : new ReplaceOneModel<>(and(eq(each), condition()), document(each)))
                        .toList();
                yield new Operation("bulk " + models, documents -> models.isEmpty() ? 0 : bulk(documents, models));
            }
            default -> new Operation("find " + some, documents -> documents.countDocuments(some)
                    + documents.find(some).sort(new Document("_id", -1)).skip(1).limit(2).map(SimulatedStoreTest::plain)
                            .into(new ArrayList<>()).toString());
        };
    }

    private static int bulk(MongoCollection<Document> documents, List<WriteModel<Document>> models) {
        BulkWriteResult result = documents.bulkWrite(models, new BulkWriteOptions().ordered(false));
        return 10 * result.getInsertedCount() + result.getMatchedCount();
    }

    private Document document(String id) {
        Document document = new Document("_id", id).append("n", random.nextInt(3));
        if (random.nextBoolean()) {
            document.append("inner", new Document("x", random.nextInt(3)));
        }
        return document;
    }

    private Bson condition() {
        String field = FIELDS[random.nextInt(FIELDS.length)];
        int value = random.nextInt(3);
        return switch (random.nextInt(6)) {
            case 0 -> eq(field, value);
            case 1 -> ne(field, value);
            case 2 -> exists(field, random.nextBoolean());
            case 3 -> in(field, value, (value + 1) % 3);
            case 4 -> or(eq(field, value), eq("n", 1));
            default -> eq(field, null);
        };
    }

    private Bson change() {
        int value = random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> set("inner.x", value);
            case 1 -> combine(unset("flag"), inc("count", 1));
            case 2 -> combine(set("flag", value), setOnInsert("made", value));
            default -> unset("inner.x");
        };
    }
}
