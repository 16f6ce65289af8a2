package io.ordertrail.views.documents;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.following.ViewTokens;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import io.ordertrail.views.state.Pointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/**
 * Where views live: their documents in {@code <view>.<generation>}, the tokens, sums and other book-keeping beside them, and which generation is
 * live in {@code views}.
 */
@Component
public class ViewStore {

    private static final Pattern GENERATION = Pattern.compile("(.+)\\.(\\d+)(\\..+)?");

    private static final String PARTS = ".parts";
    private static final String SUMS = ".sums";

    /** An index on documents that are there already takes its time. */
    private static final int INDEXING_HOURS = 1;

    private final MongoDatabase database;
    private final MongoCollection<Document> pointers;
    private final Membership membership;

    public ViewStore(MongoDatabase database, Membership membership) {
        this.membership = membership;
        // What a node has told a client must outlive the loss of any one server of the store.
        this.database = database.withWriteConcern(WriteConcern.MAJORITY);
        // And nobody is to act on what the loss of one may undo.
        this.pointers = this.database.withReadConcern(ReadConcern.MAJORITY).getCollection("views");
    }

    /** This process, as other nodes and operators know it. */
    public String node() {
        return membership.node();
    }

    /** The view's pointer, made if there is none: without any generation. */
    public Pointer pointer(Projection<?> projection) {
        return Pointer.of(pointers.findOneAndUpdate(Filters.eq(projection.view()),
                Updates.combine(Updates.setOnInsert(Pointer.LIVE, 0), Updates.setOnInsert(Pointer.VERSION, projection.version()),
                        Updates.setOnInsert(Pointer.LAST, 0)),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
    }

    /** All pointers, as every node reads them many times a second. */
    public List<Pointer> pointers() {
        return pointers.find()
                .projection(Projections.include(Pointer.LIVE, Pointer.VERSION, Pointer.FORMER, Pointer.FORMER_VERSION, Pointer.KEPT,
                        Pointer.LAST, Pointer.REBUILD, Pointer.SWITCHING))
                .map(Pointer::of).into(new ArrayList<>());
    }

    /** The view's pointer with all that is kept in it, if the view is known. */
    public Optional<Document> document(String view) {
        return Optional.ofNullable(pointers.find(Filters.eq(view)).first());
    }

    /** One atomic write of a view's pointer, if it is as the condition says. */
    public Optional<Document> update(String view, Bson condition, Bson change) {
        return Optional.ofNullable(pointers.findOneAndUpdate(Filters.and(Filters.eq(view), condition), change,
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)));
    }

    /** Makes a switch void, if it has not come about or been given up already: from then on it cannot come about any more. */
    public void endSwitch(String view, String id) {
        update(view, Filters.eq(Pointer.SWITCHING + "." + Pointer.Switch.ID, id), Updates.unset(Pointer.SWITCHING));
    }

    /** What else is kept beside the views; what is named after a generation is dropped with it. */
    public MongoCollection<Document> beside(String name) {
        return database.getCollection(name);
    }

    /** To be begun before anything is written that does not wait for the majority. */
    public Securing securing() {
        return new Securing(this::primary, () -> beside("secured").updateOne(Filters.eq("last"), Updates.inc("times", 1L),
                new UpdateOptions().upsert(true)));
    }

    /** The server that is primary, and its term; a server that is alone has none, but another process after each start. */
    private Object primary() {
        Document hello = hello();
        return Arrays.asList(hello.get("electionId"), hello.getEmbedded(List.of("topologyVersion", "processId"), Object.class));
    }

    public <E> Documents<E> documents(Projection<E> projection, int generation) {
        String name = nameOf(projection.view(), generation);
        Documents<E> documents = new Documents<>(database, name, projection.entryType());
        return projection instanceof Summed<E> summed ? documents.addedUpIn(new Sums<>(summed, documents,
                new Documents<>(database, name + PARTS, Summands.class), new Documents<>(database, name + SUMS, Summands.class)))
                : documents;
    }

    /** Makes all indexes that the queries and the keeping of a generation need; those that are there stay. */
    public void index(Projection<?> projection, int generation) {
        List<IndexModel> indexes = new ArrayList<>(projection.indexes());
        indexes.add(new IndexModel(Indexes.ascending(Stored.PARKED_EVENT), new IndexOptions().sparse(true)));
        boolean embedded = embedded();
        if (embedded) {
            // It looks a document up only by exactly the keys of a unique index, and would read all to find one by id and revision.
            IndexModel guard = new IndexModel(Indexes.ascending(Stored.ID, Stored.REVISION), new IndexOptions().unique(true));
            indexes.add(guard);
            if (projection instanceof Summed<?>) {
                List.of(PARTS, SUMS).forEach(kind -> ViewIndexes.make(
                        database.getCollection(nameOf(projection.view(), generation) + kind), List.of(guard), false));
            }
        }
        ViewIndexes.make(database.getCollection(nameOf(projection.view(), generation)).withTimeout(INDEXING_HOURS, TimeUnit.HOURS),
                indexes, !embedded && replicated());
    }

    private boolean replicated() {
        return hello().containsKey("setName");
    }

    /** By the command's former name, which all servers know, the one in memory included. */
    private Document hello() {
        return database.runCommand(new Document("isMaster", 1));
    }

    /** The server in memory tells of itself like MongoDB, but for the source it was built from. */
    public boolean embedded() {
        return !database.runCommand(new Document("buildInfo", 1)).containsKey("gitVersion");
    }

    public ViewTokens tokens(Projection<?> projection, int generation) {
        return new ViewTokens(database, nameOf(projection.view(), generation) + ".tokens", membership);
    }

    /** Name of a collection that is dropped with its generation. */
    public static String nameOf(String view, int generation) {
        return view + "." + generation;
    }

    /** Drops all generations of a view that nobody has use for any more. */
    public void tidy(String view) {
        List<String> names = database.listCollectionNames().into(new ArrayList<>());
        // Read after the names: whatever collection is among them, the pointer knows of its generation.
        Optional<Pointer> pointer = document(view).map(Pointer::of);
        for (String name : names) {
            Matcher matcher = GENERATION.matcher(name);
            if (pointer.isPresent() && matcher.matches() && matcher.group(1).equals(view)
                    && !pointer.get().knows(Integer.parseInt(matcher.group(2))) && exists(name)) {
                database.getCollection(name).drop();
            }
        }
    }

    /** Another node may have dropped it meanwhile, and the embedded store calls a second time an error. */
    private boolean exists(String collection) {
        return database.listCollectionNames().into(new ArrayList<>()).contains(collection);
    }
}
