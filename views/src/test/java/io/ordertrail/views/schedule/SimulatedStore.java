package io.ordertrail.views.schedule;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcern;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.FindIterable;
import com.mongodb.client.ListCollectionNamesIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.InsertManyResult;
import com.mongodb.client.result.InsertOneResult;
import com.mongodb.client.result.UpdateResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;

/**
 * The view store as a {@link Schedule} has it: it takes its time, fails before or after it has done what it was asked, and loses, as another server
 * becomes primary, what no majority has. Of the driver it does what the machinery uses; {@code SimulatedStoreTest} holds it against a real store.
 */
final class SimulatedStore {

    private static final ServerAddress SERVER = new ServerAddress("simulated");
    private static final int DUPLICATE = 11_000;
    private static final BsonDocument NO_FILTER = new BsonDocument();

    private final Map<String, Kept> collections = new TreeMap<>();
    private final Deque<Runnable> unsecured = new ArrayDeque<>();
    private final Trouble trouble;
    private final Switched switched;
    private final Planted planted;
    private int term = 1;

    /** What stands in the way of an operation. */
    interface Trouble {

        Trouble NONE = (collection, operation) -> false;

        /**
         * May let others run, may throw.
         *
         * @return whether the operation is to be done, and its answer lost
         */
        boolean before(String collection, String operation);
    }

    /** Is told as another generation is about to become live. */
    interface Switched {

        void to(String view, int generation, int version);
    }

    private static final class Kept {

        private final Map<BsonValue, BsonDocument> documents = new LinkedHashMap<>();
        private final Set<List<String>> unique = new LinkedHashSet<>();
    }

    SimulatedStore(Trouble trouble, Switched switched, Planted planted) {
        this.trouble = trouble;
        this.switched = switched;
        this.planted = planted;
    }

    /** Another server is primary from now on: what only the former one had is lost. */
    void failOver() {
        while (!unsecured.isEmpty()) {
            unsecured.pop().run();
        }
        term++;
    }

    /** Of each document of a collection, by id, what it has seen. */
    Map<String, BsonDocument> seen(String collection) {
        Map<String, BsonDocument> seen = new TreeMap<>();
        kept(collection).documents.forEach((id, document) -> seen.put(id.asString().getValue(), document.getDocument("seq")));
        return seen;
    }

    MongoDatabase database() {
        return proxy(MongoDatabase.class, (self, method, arguments) -> switch (method.getName()) {
            case "withWriteConcern", "withReadConcern", "withTimeout" -> self;
            case "getCollection" -> collection(new Handle((String) arguments[0],
                    arguments.length == 1 ? Document.class : (Class<?>) arguments[1], MongoClientSettings.getDefaultCodecRegistry(),
                    WriteConcern.MAJORITY));
            case "runCommand" -> command((Document) arguments[0]);
            case "listCollectionNames" -> found(ListCollectionNamesIterable.class,
                    () -> asked("", "names", () -> new ArrayList<Object>(collections.keySet())).iterator(), Function.identity());
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Document command(Document command) {
        return command.containsKey("buildInfo") ? new Document("gitVersion", "simulated")
                : asked("", "isMaster", () -> new Document("setName", "rs").append("electionId", new ObjectId(planted.term(term), 0)));
    }

    private record Handle(String name, Class<?> type, CodecRegistry codecs, WriteConcern concern) {
    }

    private MongoCollection<?> collection(Handle handle) {
        return proxy(MongoCollection.class, (self, method, arguments) -> switch (method.getName()) {
            case "withCodecRegistry" -> collection(new Handle(handle.name, handle.type, (CodecRegistry) arguments[0], handle.concern));
            case "withWriteConcern" -> collection(new Handle(handle.name, handle.type, handle.codecs, (WriteConcern) arguments[0]));
            case "withReadConcern", "withTimeout" -> self;
            case "getNamespace" -> new MongoNamespace("simulated", handle.name);
            case "find" -> new Finding(handle, arguments == null ? NO_FILTER : bson(arguments[0], handle)).iterable();
            case "countDocuments" -> asked(handle.name, "count",
                    () -> (long) matching(handle.name, arguments == null ? NO_FILTER : bson(arguments[0], handle)).size());
            case "drop" -> asked(handle.name, "drop", () -> {
                collections.remove(handle.name);
                return null;
            });
            case "createIndex" -> {
                if (arguments.length > 1 && arguments[1] instanceof IndexOptions options && options.isUnique()) {
                    kept(handle.name).unique.add(List.copyOf(bson(arguments[0], handle).keySet()));
                }
                yield "index";
            }
            case "createIndexes" -> {
                kept(handle.name);
                yield ((List<?>) arguments[0]).stream().map(index -> ((IndexModel) index).toString()).toList();
            }
            default -> write(handle, method.getName(), arguments);
        });
    }

    private Object write(Handle handle, String operation, Object[] arguments) {
        return asked(handle.name, operation, () -> {
            Object result = switch (operation) {
                case "insertOne" -> insertOne(handle, arguments[0]);
                case "insertMany" -> insertMany(handle, (List<?>) arguments[0]);
                case "updateOne" -> update(handle, bson(arguments[0], handle), bson(arguments[1], handle), false,
                        arguments.length > 2 && ((UpdateOptions) arguments[2]).isUpsert());
                case "updateMany" -> update(handle, bson(arguments[0], handle), bson(arguments[1], handle), true, false);
                case "replaceOne" -> replace(handle, bson(arguments[0], handle), encoded(arguments[1], handle),
                        arguments.length > 2 && ((ReplaceOptions) arguments[2]).isUpsert());
                case "deleteOne" -> delete(handle, bson(arguments[0], handle), 1);
                case "deleteMany" -> delete(handle, bson(arguments[0], handle), Integer.MAX_VALUE);
                case "findOneAndUpdate" -> {
                    BsonDocument filter = bson(arguments[0], handle);
                    BsonDocument change = bson(arguments[1], handle);
                    List<BsonDocument> before = matching(handle.name, planted.filter(handle.name, filter, change));
                    // Afterwards its condition may hold no more.
                    BsonValue id = before.isEmpty() ? Bsons.equalities(filter).get("_id") : before.getFirst().get("_id");
                    boolean done = !before.isEmpty() || ((FindOneAndUpdateOptions) arguments[2]).isUpsert();
                    update(handle, filter, change, false, done);
                    yield done ? decoded(kept(handle.name).documents.get(id), handle) : null;
                }
                case "bulkWrite" -> bulk(handle, (List<?>) arguments[0]);
                default -> throw new UnsupportedOperationException(operation);
            };
            if (!handle.concern.equals(WriteConcern.W1)) {
                unsecured.clear();
            }
            return result;
        });
    }

    private <T> T asked(String collection, String operation, Supplier<T> action) {
        Schedule.Strand strand = Schedule.strand();
        if (strand != null) {
            strand.requireAlive();
        }
        if (strand != null && strand.isInterrupted()) {
            throw new MongoInterruptedException("interrupted", null);
        }
        boolean lost = trouble.before(collection, operation);
        try {
            return action.get();
        } finally {
            if (lost) {
                throwLost();
            }
        }
    }

    private static void throwLost() {
        throw new MongoTimeoutException("The answer is lost");
    }

    private Kept kept(String name) {
        return collections.computeIfAbsent(name, made -> new Kept());
    }

    private List<BsonDocument> matching(String name, BsonDocument filter) {
        Kept kept = collections.get(name);
        if (kept == null) {
            return List.of();
        }
        BsonValue id = filter.get("_id");
        if (id != null && !(id instanceof BsonDocument)) {
            BsonDocument document = kept.documents.get(id);
            return document == null || !Bsons.matches(document, filter) ? List.of() : List.of(document);
        }
        List<BsonDocument> matching = new ArrayList<>();
        kept.documents.values().forEach(document -> {
            if (Bsons.matches(document, filter)) {
                matching.add(document);
            }
        });
        return matching;
    }

    private void put(Handle handle, BsonDocument document) {
        change(handle, document.get("_id"), document);
    }

    private void change(Handle handle, BsonValue id, BsonDocument after) {
        Kept kept = kept(handle.name);
        BsonDocument before = after == null ? kept.documents.remove(id) : kept.documents.put(id, after);
        if (handle.concern.equals(WriteConcern.W1)) {
            unsecured.push(() -> {
                if (before == null) {
                    kept.documents.remove(id);
                } else {
                    kept.documents.put(id, before);
                }
            });
        }
    }

    private boolean isThere(Handle handle, BsonDocument document) {
        Kept kept = kept(handle.name);
        return kept.documents.containsKey(document.get("_id")) || kept.unique.stream().anyMatch(keys -> kept.documents.values().stream()
                .anyMatch(other -> keys.stream().allMatch(key -> other.get(key).equals(document.get(key)))));
    }

    private void requireNew(Handle handle, BsonDocument document) {
        if (isThere(handle, document)) {
            throw new MongoWriteException(new WriteError(DUPLICATE, "duplicate", NO_FILTER), SERVER, Set.of());
        }
    }

    private BsonDocument identified(BsonDocument document) {
        if (!document.containsKey("_id")) {
            document.put("_id", new BsonObjectId());
        }
        return document;
    }

    private InsertOneResult insertOne(Handle handle, Object inserted) {
        BsonDocument document = identified(encoded(inserted, handle));
        requireNew(handle, document);
        put(handle, document);
        return InsertOneResult.acknowledged(document.get("_id"));
    }

    private InsertManyResult insertMany(Handle handle, List<?> inserted) {
        bulk(handle, inserted.stream().map(InsertOneModel::new).toList());
        return InsertManyResult.acknowledged(Map.of());
    }

    private BulkWriteResult bulk(Handle handle, List<?> models) {
        List<BulkWriteError> errors = new ArrayList<>();
        int inserted = 0;
        int matched = 0;
        for (int i = 0; i < models.size(); i++) {
            switch ((WriteModel<?>) models.get(i)) {
                case InsertOneModel<?> insert -> {
                    BsonDocument document = identified(encoded(insert.getDocument(), handle));
                    if (isThere(handle, document) && !planted.overwrites(handle.name)) {
                        errors.add(new BulkWriteError(DUPLICATE, "duplicate", NO_FILTER, i));
                    } else {
                        put(handle, document);
                        inserted++;
                    }
                }
                case ReplaceOneModel<?> replace -> matched += (int) replace(handle, bson(replace.getFilter(), handle),
                        encoded(replace.getReplacement(), handle), replace.getReplaceOptions().isUpsert()).getMatchedCount();
                case UpdateOneModel<?> update -> matched += (int) update(handle, bson(update.getFilter(), handle),
                        bson(update.getUpdate(), handle), false, update.getOptions().isUpsert()).getMatchedCount();
                case DeleteOneModel<?> delete -> delete(handle, bson(delete.getFilter(), handle), 1);
                default -> throw new UnsupportedOperationException(models.get(i).toString());
            }
        }
        BulkWriteResult result = BulkWriteResult.acknowledged(inserted, matched, 0, matched, List.of(), List.of());
        if (!errors.isEmpty()) {
            throw new MongoBulkWriteException(result, errors, null, SERVER, Set.of());
        }
        return result;
    }

    private UpdateResult update(Handle handle, BsonDocument condition, BsonDocument change, boolean all, boolean upsert) {
        BsonDocument filter = planted.filter(handle.name, condition, change);
        BsonDocument update = planted.update(handle.name, change);
        List<BsonDocument> matching = matching(handle.name, filter);
        if (matching.isEmpty()) {
            if (!upsert) {
                return UpdateResult.acknowledged(0, 0L, null);
            }
            BsonDocument made = identified(Bsons.updated(Bsons.equalities(filter), update, true));
            requireNew(handle, made);
            put(handle, made);
            return UpdateResult.acknowledged(0, 0L, made.get("_id"));
        }
        if (update.containsKey("$set") && update.getDocument("$set").containsKey("live") && handle.name.equals("views")) {
            switched.to(matching.getFirst().getString("_id").getValue(), update.getDocument("$set").getInt32("live").getValue(),
                    update.getDocument("$set").getInt32("version").getValue());
        }
        List<BsonDocument> changed = all ? matching : matching.subList(0, 1);
        changed.forEach(document -> put(handle, Bsons.updated(document, update, false)));
        return UpdateResult.acknowledged(changed.size(), (long) changed.size(), null);
    }

    private UpdateResult replace(Handle handle, BsonDocument condition, BsonDocument document, boolean upsert) {
        BsonDocument filter = planted.filter(handle.name, condition, NO_FILTER);
        if (!matching(handle.name, filter).isEmpty()) {
            put(handle, document);
            return UpdateResult.acknowledged(1, 1L, null);
        }
        if (upsert) {
            requireNew(handle, document);
            put(handle, document);
        }
        return UpdateResult.acknowledged(0, 0L, null);
    }

    private DeleteResult delete(Handle handle, BsonDocument filter, int most) {
        List<BsonDocument> deleted = matching(handle.name, filter).stream().limit(most).toList();
        deleted.forEach(document -> change(handle, document.get("_id"), null));
        return DeleteResult.acknowledged(deleted.size());
    }

    private static BsonDocument bson(Object filter, Handle handle) {
        return ((Bson) filter).toBsonDocument(BsonDocument.class, handle.codecs);
    }

    @SuppressWarnings("unchecked")
    private static BsonDocument encoded(Object document, Handle handle) {
        if (document instanceof RawBsonDocument raw) {
            return raw.decode(new BsonDocumentCodec());
        }
        BsonDocument encoded = new BsonDocument();
        ((Codec<Object>) handle.codecs.get(document.getClass())).encode(new BsonDocumentWriter(encoded), document,
                EncoderContext.builder().build());
        return encoded;
    }

    private static Object decoded(BsonDocument document, Handle handle) {
        return handle.type == RawBsonDocument.class ? new RawBsonDocument(document, new BsonDocumentCodec())
                : handle.codecs.get(handle.type).decode(new BsonDocumentReader(document), DecoderContext.builder().build());
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(SimulatedStore.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** A query as it is put together. */
    private final class Finding {

        private final Handle handle;
        private final BsonDocument filter;
        private BsonDocument sort = NO_FILTER;
        private int skip;
        private int limit = Integer.MAX_VALUE;

        Finding(Handle handle, BsonDocument filter) {
            this.handle = handle;
            this.filter = filter;
        }

        FindIterable<?> iterable() {
            FindIterable<?> found = found(FindIterable.class, this::iterator, Function.identity());
            return proxy(FindIterable.class, (self, method, arguments) -> {
                switch (method.getName()) {
                    case "projection", "batchSize" -> {
                        return self;
                    }
                    case "sort" -> sort = bson(arguments[0], handle);
                    case "skip" -> skip = (Integer) arguments[0];
                    case "limit" -> limit = (Integer) arguments[0];
                    default -> {
                        return Proxy.getInvocationHandler(found).invoke(found, method, arguments);
                    }
                }
                return self;
            });
        }

        /** What is there now is found, each document as it is when its turn comes. */
        Iterator<Object> iterator() {
            List<BsonValue> ids = asked(handle.name, "find", () -> matching(handle.name, filter).stream().sorted((left, right) -> {
                for (Map.Entry<String, BsonValue> by : sort.entrySet()) {
                    int order = Bsons.compare(Bsons.at(left, by.getKey()), Bsons.at(right, by.getKey()));
                    if (order != 0) {
                        return by.getValue().asNumber().intValue() * order;
                    }
                }
                return 0;
            }).skip(skip).limit(limit).map(document -> document.get("_id")).toList());
            Iterator<BsonValue> left = ids.iterator();
            return new Iterator<>() {

                private BsonDocument next;

                @Override
                public boolean hasNext() {
                    while (next == null && left.hasNext()) {
                        Kept kept = collections.get(handle.name);
                        next = kept == null ? null : kept.documents.get(left.next());
                        if (kept == null) {
                            return false;
                        }
                    }
                    return next != null;
                }

                @Override
                public Object next() {
                    hasNext();
                    BsonDocument document = next;
                    next = null;
                    return decoded(document, handle);
                }
            };
        }
    }

    @SuppressWarnings("unchecked")
    private static <I extends MongoIterable<?>> I found(Class<I> type, Supplier<Iterator<Object>> all, Function<Object, ?> mapped) {
        return proxy(type, (self, method, arguments) -> switch (method.getName()) {
            case "map" -> found(MongoIterable.class, all,
                    object -> ((com.mongodb.Function<Object, Object>) arguments[0]).apply(mapped.apply(object)));
            case "into" -> {
                all.get().forEachRemaining(each -> ((Collection<Object>) arguments[0]).add(mapped.apply(each)));
                yield arguments[0];
            }
            case "forEach" -> {
                all.get().forEachRemaining(each -> ((Consumer<Object>) arguments[0]).accept(mapped.apply(each)));
                yield null;
            }
            case "first" -> {
                Iterator<Object> first = all.get();
                yield first.hasNext() ? mapped.apply(first.next()) : null;
            }
            case "cursor", "iterator" -> {
                Iterator<Object> next = all.get();
                yield proxy(MongoCursor.class, (cursor, called, with) -> switch (called.getName()) {
                    case "hasNext" -> next.hasNext();
                    case "next" -> mapped.apply(next.next());
                    case "close" -> null;
                    default -> throw new UnsupportedOperationException(called.toString());
                });
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }
}
