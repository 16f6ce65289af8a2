package io.ordertrail.views.documents;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.ordertrail.platform.mongo.Duplicates;
import io.ordertrail.views.projection.Parked;
import io.ordertrail.views.projection.Stored;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The documents of one generation of a view: read together, and written together, each guarded by its revision. */
public final class Documents<E> implements DocumentStore<E> {

    /** MongoDB's bound for one document. */
    private static final int LARGEST = 16 * 1024 * 1024;

    /** One of them failing must not keep the others from being written. */
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    /** Large enough that the way to the server and back does not count. */
    private static final int READ_AHEAD = 1_000;

    /** All documents take longer to read than what a query may. */
    private static final int READING_HOURS = 24;

    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);

    /** Who keeps changing a document that cannot be read knows how to. */
    private static final int ATTEMPTS = 10;

    /** Where the revision itself cannot be read: above all that there have been, so that what is added up by revisions goes on rightly. */
    private static final long NEW_COUNT = 1L << 40;

    private final StoredCodec<E> codec;
    private final MongoCollection<Stored<E>> documents;
    private final MongoCollection<RawBsonDocument> raw;

    /** Null for a view that is not added up. */
    private final Sums<E> sums;

    /**
     * A document ready to be written in place of its former revision.
     *
     * @param parked why the document stands still, null normally
     */
    public record Change(String id, long revision, RawBsonDocument document, Parked parked) {

        /** As it is stored. */
        public int bytes() {
            return document == null ? 0 : document.getByteBuffer().remaining();
        }
    }

    public Documents(MongoDatabase database, String collection, Class<E> entryType) {
        this.codec = new StoredCodec<>(entryType, Codecs.of(database), id -> find(List.of(id)));
        this.documents = database.getCollection(collection, codec.getEncoderClass())
                .withCodecRegistry(CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(codec), Codecs.REGISTRY));
        this.raw = database.getCollection(collection, RawBsonDocument.class);
        this.sums = null;
    }

    private Documents(StoredCodec<E> codec, MongoCollection<Stored<E>> documents, MongoCollection<RawBsonDocument> raw, Sums<E> sums) {
        this.codec = codec;
        this.documents = documents;
        this.raw = raw;
        this.sums = sums;
    }

    /** The same documents, added up in these sums. */
    Documents<E> addedUpIn(Sums<E> theirs) {
        return new Documents<>(codec, documents, raw, theirs);
    }

    /** What they are added up in, if they are. */
    public Optional<Sums<E>> sums() {
        return Optional.ofNullable(sums);
    }

    @Override
    public void addUp(Collection<String> ids) {
        if (sums != null) {
            sums.refresh(ids);
        }
    }

    /**
     * The same documents, written without waiting for more than one server: for who makes sure of all of them later ({@link Securing}), and
     * adds them up afterwards.
     */
    public Documents<E> unsecured() {
        return new Documents<>(codec, documents.withWriteConcern(WriteConcern.W1), raw.withWriteConcern(WriteConcern.W1), null);
    }

    /** All of them as queries read them; what comes upon one that cannot be read is told so by an {@link Unreadable}. */
    public MongoCollection<Stored<E>> collection() {
        return documents;
    }

    @Override
    public void forEach(Collection<String> ids, Consumer<Stored<E>> action) {
        // What the store sends at a time is bounded by itself (16 MiB), and becomes objects one by one.
        raw.find(in(Stored.ID, ids)).batchSize(READ_AHEAD)
                .forEach(document -> action.accept(standing(document)));
    }

    /** As it is stored, parked first if it cannot be read. */
    private Stored<E> standing(RawBsonDocument found) {
        RawBsonDocument document = found;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return whole(document);
            } catch (Unreadable unreadable) {
                Stored<E> parked = parked(unreadable);
                BsonValue revision = document.get(Stored.REVISION);
                parked = parked.withRevision(revision instanceof BsonNumber number ? number.longValue() + 1 : NEW_COUNT);
                if (raw.replaceOne(and(eq(Stored.ID, parked.id()), eq(Stored.REVISION, revision)), new RawBsonDocument(parked, codec))
                        .getMatchedCount() == 1) {
                    LOG.error("{}: {} cannot be read and is parked: {}", raw.getNamespace().getCollectionName(), parked.id(),
                            parked.parked().error());
                    return parked;
                }
                RawBsonDocument now = raw.find(eq(Stored.ID, parked.id())).first();
                document = now == null ? document : now;
            }
        }
        throw new IllegalStateException("%s: others kept writing a document that cannot be read"
                .formatted(raw.getNamespace().getCollectionName()));
    }

    /** @throws Unreadable also where something is not there at all that always is */
    private Stored<E> whole(RawBsonDocument document) {
        Stored<E> stored = document.decode(codec);
        boolean lost = !document.containsKey(Stored.SEQUENCES);
        if (lost || !document.containsKey(Stored.REVISION)) {
            throw codec.unreadable(stored, "%s: is missing".formatted(lost ? Stored.SEQUENCES : Stored.REVISION), lost);
        }
        return stored;
    }

    @SuppressWarnings("unchecked") // by this codec it was thrown
    private Stored<E> parked(Unreadable unreadable) {
        return (Stored<E>) unreadable.parked();
    }

    /** As they are stored. */
    public Map<String, RawBsonDocument> findRaw(Collection<String> ids) {
        Map<String, RawBsonDocument> found = new HashMap<>();
        raw.find(in(Stored.ID, ids)).forEach(document -> found.put(document.getString(Stored.ID).getValue(), document));
        return found;
    }

    /** What a document of these says, wherever it is; one that cannot be read as if it was parked already. */
    public Stored<E> decoded(RawBsonDocument document) {
        try {
            return whole(document);
        } catch (Unreadable unreadable) {
            return parked(unreadable);
        }
    }

    /** All of them as they are stored, by id; to be closed. */
    public MongoCursor<RawBsonDocument> inOrder() {
        return raw.withTimeout(READING_HOURS, TimeUnit.HOURS).find().sort(ascending(Stored.ID)).batchSize(READ_AHEAD).cursor();
    }

    @Override
    public void forEach(Consumer<Stored<E>> action) {
        raw.withTimeout(READING_HOURS, TimeUnit.HOURS).find().batchSize(READ_AHEAD).forEach(document -> {
            if (document.isString(Stored.ID)) {
                action.accept(standing(document));
            }
        });
    }

    public void forEachId(Consumer<String> action) {
        raw.withTimeout(READING_HOURS, TimeUnit.HOURS).find().projection(Projections.include(Stored.ID)).batchSize(10 * READ_AHEAD)
                .forEach(document -> {
                    if (document.isString(Stored.ID)) {
                        action.accept(document.getString(Stored.ID).getValue());
                    }
                });
    }

    @Override
    public Change change(Stored<E> stored) {
        Change change = new Change(stored.id(), stored.revision(), new RawBsonDocument(stored, codec), stored.parked());
        if (change.bytes() > LARGEST) {
            throw new IllegalArgumentException("The document has more than %d bytes".formatted(LARGEST));
        }
        return change;
    }

    @Override
    public boolean write(List<Change> changes) {
        try {
            BulkWriteResult result = raw.bulkWrite(changes.stream().map(Documents::guarded).toList(), UNORDERED);
            return result.getInsertedCount() + result.getMatchedCount() == changes.size();
        } catch (MongoBulkWriteException e) {
            if (Duplicates.areAllThatFailed(e)) {
                return false;
            }
            throw e;
        }
    }

    /** @return whether it was as this says, and is gone */
    public boolean remove(Stored<E> stored) {
        return documents.deleteOne(and(eq(Stored.ID, stored.id()), eq(Stored.REVISION, stored.revision()))).getDeletedCount() == 1;
    }

    private static WriteModel<RawBsonDocument> guarded(Change change) {
        return change.revision == 1
                ? new InsertOneModel<>(change.document)
                : new ReplaceOneModel<>(new Document(Stored.ID, change.id).append(Stored.REVISION, change.revision - 1), change.document);
    }

    public long parked() {
        return documents.countDocuments(exists(Stored.PARKED_EVENT));
    }

    /** Documents that stand still, at most so many. */
    public List<Stored<E>> parked(int limit) {
        return raw.find(exists(Stored.PARKED_EVENT)).limit(limit).map(this::decoded).into(new ArrayList<>());
    }
}
