package io.ordertrail.query.view;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistries;

/** The documents of one generation of a view: read together, and written together, each guarded by its revision. */
final class Documents<E> {

    /** MongoDB's bound for one document. */
    private static final int LARGEST = 16 * 1024 * 1024;

    /** One of them failing must not keep the others from being written. */
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Codec<Stored<E>> codec;
    private final MongoCollection<Stored<E>> documents;
    private final MongoCollection<RawBsonDocument> raw;

    /** A document ready to be written in place of its former revision. */
    record Change(String id, long revision, RawBsonDocument document) {
    }

    Documents(MongoDatabase database, String collection, Class<E> entryType) {
        this.codec = new StoredCodec<>(entryType);
        this.documents = database.getCollection(collection, codec.getEncoderClass())
                .withCodecRegistry(CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), Codecs.REGISTRY));
        this.raw = database.getCollection(collection, RawBsonDocument.class);
    }

    MongoCollection<Stored<E>> collection() {
        return documents;
    }

    Map<String, Stored<E>> find(Collection<String> ids) {
        Map<String, Stored<E>> found = new HashMap<>();
        documents.find(in(Stored.ID, ids)).forEach(stored -> found.put(stored.id(), stored));
        return found;
    }

    /** @throws RuntimeException if the entry has a value that cannot be stored, or too many of them */
    Change change(Stored<E> stored) {
        RawBsonDocument document = new RawBsonDocument(stored, codec);
        if (document.getByteBuffer().remaining() > LARGEST) {
            throw new IllegalArgumentException("The document has more than %d bytes".formatted(LARGEST));
        }
        return new Change(stored.id(), stored.revision(), document);
    }

    /**
     * Writes what nobody else has written since it was read.
     *
     * @return whether that was all of it; if not, reading and folding again shows what is still to be done
     */
    boolean write(List<Change> changes) {
        try {
            BulkWriteResult result = raw.bulkWrite(changes.stream().map(Documents::guarded).toList(), UNORDERED);
            return result.getInsertedCount() + result.getMatchedCount() == changes.size();
        } catch (MongoBulkWriteException e) {
            boolean onlyConflicts = e.getWriteConcernError() == null && e.getWriteErrors().stream()
                    .allMatch(error -> ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY);
            if (onlyConflicts) {
                return false;
            }
            throw e;
        }
    }

    private static WriteModel<RawBsonDocument> guarded(Change change) {
        return change.revision == 1
                ? new InsertOneModel<>(change.document)
                : new ReplaceOneModel<>(new Document(Stored.ID, change.id).append(Stored.REVISION, change.revision - 1), change.document);
    }

    long parked() {
        return documents.countDocuments(exists(Stored.PARKED_EVENT));
    }
}
