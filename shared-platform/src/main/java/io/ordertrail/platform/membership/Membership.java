package io.ordertrail.platform.membership;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import io.ordertrail.platform.supervision.Supervised;
import io.ordertrail.platform.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that share a store: each has one document, {@code {_id, beat, says}}, and counts its beat up twice a second. Nobody's wall clock
 * is asked: a node counts another's silence from when it last saw that beat change, and its own place from before its last beat that most of
 * the store's servers have acknowledged. So whoever has no place any more knows it a second before the others act on it.
 *
 * <p>What one node alone may do is owned by its name: in any document, {@code owner} is who does it, and may be replaced, by one write on the
 * condition that it is the same still, once it {@link #isFree is free}. That is the only lease there is.
 */
public final class Membership implements AutoCloseable {

    /** A node without an acknowledged beat for so long has no place, and must do nothing that others rely on. */
    public static final Duration LEASE = Duration.ofSeconds(4);

    /** A node whose beat has not changed for so long is gone. */
    public static final Duration GONE = LEASE.plusSeconds(1);

    /** What is left of a node that was gone so long ago is deleted. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final String COUNT = "beat";
    private static final String SAYS = "says";

    private final MongoCollection<Document> nodes;
    private final String node;
    private final Supplier<Moment> clock;
    private final Map<String, Supplier<Document>> topics = new ConcurrentHashMap<>();
    private Map<String, Seen> seen = Map.of();
    private volatile List<Member> members = List.of();
    private volatile Moment acknowledged;
    private Supervised beating;
    private boolean closed;

    /** @param since when this node first saw that beat */
    private record Seen(long beat, Moment since) {
    }

    /** @param node name of this start of this process; no other may ever have had it */
    public Membership(MongoDatabase database, String node) {
        this(database, node, Moment::now);
    }

    Membership(MongoDatabase database, String node, Supplier<Moment> clock) {
        this.nodes = database.withWriteConcern(WriteConcern.MAJORITY).withReadConcern(ReadConcern.MAJORITY).getCollection("members");
        this.node = node;
        this.clock = clock;
    }

    public String node() {
        return node;
    }

    /** From its next beat on, this node says that, too. */
    public void say(String topic, Supplier<Document> what) {
        topics.put(topic, what);
    }

    /** Keeps its place from its first beat on, until it is closed. Who has nothing to say needs none. */
    public void start(Supervisor supervisor) {
        beating = supervisor.every("membership", BEAT, () -> {
            if (!topics.isEmpty()) {
                beat();
            }
        });
    }

    /** Says at once how this node stands, and looks at the others. */
    public void beat() {
        synchronized (topics) {
            if (closed) {
                return;
            }
            Moment began = clock.get();
            Document says = new Document();
            topics.forEach((topic, what) -> says.append(topic, what.get()));
            nodes.updateOne(eq(node), combine(inc(COUNT, 1L), set(SAYS, says)), new UpdateOptions().upsert(true));
            acknowledged = began;
        }
        look();
    }

    /** Whether no other node can count this one as gone yet. */
    public boolean hasPlace() {
        Moment last = acknowledged;
        return last != null && last.until(clock.get()).compareTo(LEASE) < 0;
    }

    /** Those that may be alive, this one among them, as the store has them now. A node's beat that is new to this one counts as its life from now on. */
    public List<Member> look() {
        // Before anything is held: while the store hangs, whoever asks waits for it once, and for nobody else who does.
        List<Document> there = nodes.find().into(new ArrayList<>());
        // And only then: a beat that has been told while this waited is no older than that.
        return look(clock.get(), there);
    }

    private synchronized List<Member> look(Moment now, List<Document> there) {
        List<Member> living = new ArrayList<>();
        Map<String, Seen> known = new HashMap<>();
        for (Document other : there) {
            String name = other.getString("_id");
            long beat = other.getLong(COUNT);
            Seen before = seen.get(name);
            Seen latest = before != null && before.beat == beat ? before : new Seen(beat, now);
            Duration silent = Duration.ofNanos(now.nanos() - latest.since.nanos());
            if (silent.compareTo(GONE) < 0) {
                living.add(new Member(name, other.get(SAYS, Document.class)));
            } else if (silent.compareTo(FORGOTTEN) > 0) {
                nodes.deleteOne(and(eq(name), eq(COUNT, beat)));
            }
            known.put(name, latest);
        }
        seen = known;
        members = List.copyOf(living);
        return members;
    }

    /** As of the last beat or look. */
    public List<Member> members() {
        return members;
    }

    /**
     * Whether an owner may be replaced: there is none, or its node is gone. One of whom this node has not heard lately may have joined since, and
     * is looked for once more.
     *
     * @param owner as it was read before; null for none
     */
    public boolean isFree(String owner) {
        return owner == null || !owner.equals(node) && isUnknown(owner, members) && isUnknown(owner, look());
    }

    private static boolean isUnknown(String owner, List<Member> living) {
        return living.stream().noneMatch(member -> member.node().equals(owner));
    }

    /** Gives up its place, so that nobody has to wait for it. */
    @Override
    public void close() {
        // Not while it is kept from a beat that it has begun.
        if (beating != null) {
            beating.close();
        }
        leave();
    }

    private void leave() {
        synchronized (topics) {
            closed = true;
            acknowledged = null;
            try {
                nodes.deleteOne(eq(node));
            } catch (RuntimeException e) {
                LOG.debug("The node could not sign off; others see so when its beats are missing", e);
            }
        }
    }
}
