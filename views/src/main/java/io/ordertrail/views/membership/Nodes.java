package io.ordertrail.views.membership;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.following.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * What the nodes of the query side tell each other, each in its one document in {@code nodes}: that they are there, how far their segments
 * are, and that they have stopped answering from a view that is about to be switched. Their clocks must agree to within a second.
 */
@Component
public class Nodes {

    /** A node that has not been heard of for so long does not answer queries either: see {@link Watch}. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    /** Long enough after that for no answer of it to be under way. */
    private static final Duration GONE = LEASE.plusSeconds(1);
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final String SEEN = "seen";
    private static final String VIEWS = "views";

    /** So old may be what is known of who follows what. */
    private static final Duration KNOWN = Duration.ofMillis(500);

    private final MongoCollection<Document> nodes;
    private final Clock clock;
    private final String node;
    private Map<String, Document> known = Map.of();
    private long looked = System.nanoTime() - KNOWN.toNanos();

    /**
     * What a node says of one view.
     *
     * @param version of the projection it has
     * @param held id of the switch for which it holds its queries back, null if none
     * @param positions by generation and segment, of the segments it follows
     */
    public record Report(int version, String held, Map<Integer, Map<Integer, Long>> positions) {

        Document document() {
            Document byGeneration = new Document();
            positions.forEach((generation, segments) -> {
                Document bySegment = new Document();
                segments.forEach((segment, position) -> bySegment.append(segment.toString(), position));
                byGeneration.append(generation.toString(), bySegment);
            });
            return new Document("version", version).append("held", held).append("positions", byGeneration);
        }

        static Report of(Document document) {
            Map<Integer, Map<Integer, Long>> positions = new HashMap<>();
            document.get("positions", Document.class).forEach((generation, segments) -> {
                Map<Integer, Long> bySegment = new HashMap<>();
                ((Document) segments).forEach((segment, position) -> bySegment.put(Integer.valueOf(segment), (Long) position));
                positions.put(Integer.valueOf(generation), bySegment);
            });
            return new Report(document.getInteger("version"), document.getString("held"), positions);
        }
    }

    public Nodes(ViewStore store, Clock clock) {
        this.nodes = store.beside("nodes").withWriteConcern(WriteConcern.W1);
        this.clock = clock;
        this.node = store.node();
    }

    /** Says that this node is there, before it knows of any view, and forgets those that were there long ago. */
    public void join() {
        report(Map.of());
        nodes.deleteMany(Filters.lt(SEEN, Date.from(clock.instant().minus(FORGOTTEN))));
    }

    public void report(Map<String, Report> views) {
        Document reports = new Document();
        views.forEach((view, report) -> reports.append(view, report.document()));
        nodes.updateOne(Filters.eq(node), Updates.combine(Updates.set(SEEN, now()), Updates.set(VIEWS, reports)),
                new UpdateOptions().upsert(true));
    }

    /** What every node that may be alive says of a view. */
    public List<Report> of(String view) {
        return living().values().stream().map(views -> views.get(view, Document.class)).filter(Objects::nonNull).map(Report::of).toList();
    }

    /** The nodes that may be alive and follow a generation of a view, as they said lately. */
    public synchronized List<String> following(String view, int generation) {
        if (System.nanoTime() - looked >= KNOWN.toNanos()) {
            known = living();
            looked = System.nanoTime();
        }
        return known.entrySet().stream().filter(other -> {
            Document report = other.getValue().get(view, Document.class);
            return report != null && Report.of(report).positions().containsKey(generation);
        }).map(Map.Entry::getKey).toList();
    }

    private Map<String, Document> living() {
        Instant gone = clock.instant().minus(GONE);
        Map<String, Document> living = new HashMap<>();
        nodes.find().forEach(node -> {
            if (node.getDate(SEEN).toInstant().isAfter(gone)) {
                living.put(node.getString("_id"), node.get(VIEWS, Document.class));
            }
        });
        return living;
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}
