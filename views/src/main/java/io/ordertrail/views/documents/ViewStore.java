package io.ordertrail.views.documents;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.views.following.ViewTokens;
import io.ordertrail.views.projection.Projection;
import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.projection.Summands;
import io.ordertrail.views.projection.Summed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Where views live: their documents in {@code <view>.<generation>}, the tokens, sums and other book-keeping beside them. Which generation is live
 * their states say.
 */
@Component
public class ViewStore {

    private static final Pattern GENERATION = Pattern.compile("(.+)\\.(\\d+)(\\..+)?");

    private static final String PARTS = ".parts";
    private static final String SUMS = ".sums";

    /** An index on documents that are there already takes its time. */
    private static final int INDEXING_HOURS = 1;

    private final MongoDatabase database;
    private final Membership membership;

    public ViewStore(MongoDatabase database, Membership membership) {
        this.membership = membership;
        // What a node has told a client must outlive the loss of any one server of the store.
        this.database = database.withWriteConcern(WriteConcern.MAJORITY);
    }

    /** This process, as other nodes and operators know it. */
    public String node() {
        return membership.node();
    }

    /** What else is kept of a generation, and dropped with it. */
    public MongoCollection<Document> beside(String view, int generation, String what) {
        return database.getCollection("%s.%s".formatted(nameOf(view, generation), what));
    }

    /** To be begun before anything is written that does not wait for the majority. */
    public Securing securing() {
        return new Securing(this::primary, () -> database.getCollection("secured").updateOne(Filters.eq("last"), Updates.inc("times", 1L),
                new UpdateOptions().upsert(true)));
    }

    /** The server that is primary, and its term; a server that is alone has none, but another process after each start. */
    private Object primary() {
        Document hello = hello();
        return Arrays.asList(hello.get("electionId"), hello.getEmbedded(List.of("topologyVersion", "processId"), Object.class));
    }

    public <E> Documents<E> documents(Projection<E> projection, int generation) {
        return documents(database, projection, generation);
    }

    /**
     * The same documents, each as most servers have it: what is found there outlives the loss of any one server, as what is written does, and may be
     * called done. A write that is on its way to most of them is found when it is there; what it was in the way of waits for it.
     */
    public <E> Documents<E> durableDocuments(Projection<E> projection, int generation) {
        return documents(database.withReadConcern(ReadConcern.MAJORITY), projection, generation);
    }

    private static <E> Documents<E> documents(MongoDatabase database, Projection<E> projection, int generation) {
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

    private static String nameOf(String view, int generation) {
        return view + "." + generation;
    }

    /** All generations of a view of which anything is there. */
    public Set<Integer> generations(String view) {
        return names().stream().map(GENERATION::matcher).filter(name -> name.matches() && name.group(1).equals(view))
                .map(name -> Integer.valueOf(name.group(2))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Drops a generation and all that is kept of it. */
    public void drop(String view, int generation) {
        String name = nameOf(view, generation);
        for (String collection : names()) {
            // Another node may have dropped it meanwhile, and the embedded store calls a second time an error.
            if ((collection.equals(name) || collection.startsWith(name + ".")) && names().contains(collection)) {
                database.getCollection(collection).drop();
            }
        }
    }

    private List<String> names() {
        return database.listCollectionNames().into(new ArrayList<>());
    }
}
