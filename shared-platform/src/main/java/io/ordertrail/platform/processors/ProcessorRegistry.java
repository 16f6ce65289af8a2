package io.ordertrail.platform.processors;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.platform.membership.Membership;
import io.ordertrail.platform.mongo.Duplicates;
import io.ordertrail.platform.processors.ProcessorStatus.SegmentStatus;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What operators want of the processors, and what every node says of its own: in MongoDB, where all nodes look. With the embedded server it
 * lives as long as the views do, which are built anew at a start; a pause does not outlive that.
 */
class ProcessorRegistry {

    private static final String ID = "_id";
    private static final String PAUSED = "paused";
    private static final String RESIZING = "resizing";
    private static final String UNTIL = RESIZING + ".until";
    private static final String PROCESSORS = "processors";

    private final MongoCollection<Document> wishes;
    private final Membership membership;
    private volatile List<ProcessorStatus> said = List.of();

    ProcessorRegistry(MongoDatabase database, Membership membership) {
        this.wishes = database.withWriteConcern(WriteConcern.MAJORITY).getCollection("processors");
        this.membership = membership;
    }

    /** This node, as the others know it. */
    String node() {
        return membership.node();
    }

    /** What a living node says. */
    record Node(String name, Map<String, ProcessorStatus> processors) {
    }

    /**
     * A segment to be split in two, or merged with the one it was once split from.
     *
     * @param other the one to merge with; the segment itself where it is to be split
     */
    record Resizing(int segment, int other) {

        boolean isSplit() {
            return segment == other;
        }
    }

    /** @param resizing by processor */
    record Wishes(Set<String> paused, Map<String, Resizing> resizing) {
    }

    /** From now on, and at once, this node says so of its processors. */
    void say(List<ProcessorStatus> processors) {
        said = processors;
        membership.say(PROCESSORS, () -> new Document(PROCESSORS, said.stream().map(ProcessorRegistry::written).toList()));
        membership.beat();
    }

    List<Node> living() {
        return membership.look().stream().flatMap(member -> member.says(PROCESSORS).map(says -> read(member.node(), says)).stream())
                .toList();
    }

    void pause(String processor) {
        wishes.updateOne(Filters.eq(processor), Updates.set(PAUSED, true), new UpdateOptions().upsert(true));
    }

    void resume(String processor) {
        wishes.updateOne(Filters.eq(processor), Updates.set(PAUSED, false), new UpdateOptions().upsert(true));
    }

    /** @return false if another one is under way */
    boolean resize(String processor, Resizing wanted, Instant now, Instant until) {
        Bson free = Filters.and(Filters.eq(processor), Filters.or(Filters.exists(UNTIL, false), Filters.lt(UNTIL, Date.from(now))));
        Document resizing = new Document("segment", wanted.segment()).append("other", wanted.other()).append("until", Date.from(until));
        try {
            wishes.updateOne(free, Updates.set(RESIZING, resizing), new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException | MongoCommandException e) {
            // An upsert that finds a fresh one tries to insert beside it, and fails on the id.
            if (Duplicates.areAllThatFailed(e)) {
                return false;
            }
            throw e;
        }
    }

    void resized(String processor) {
        wishes.updateOne(Filters.eq(processor), Updates.unset(RESIZING));
    }

    Wishes wishes(Instant now) {
        Set<String> paused = new HashSet<>();
        Map<String, Resizing> resizing = new HashMap<>();
        wishes.find().forEach(wish -> {
            if (wish.getBoolean(PAUSED, false)) {
                paused.add(wish.getString(ID));
            }
            Document wanted = wish.get(RESIZING, Document.class);
            if (wanted != null && wanted.getDate("until").toInstant().isAfter(now)) {
                resizing.put(wish.getString(ID), new Resizing(wanted.getInteger("segment"), wanted.getInteger("other")));
            }
        });
        return new Wishes(paused, resizing);
    }

    private static Document written(ProcessorStatus processor) {
        return new Document("name", processor.name()).append("running", processor.running())
                .append("segments", processor.segments().stream().map(segment -> new Document("id", segment.id())
                        .append("node", segment.node())
                        .append("position", segment.position())
                        .append("caughtUp", segment.caughtUp())
                        .append("error", segment.error())).toList());
    }

    private static Node read(String name, Document says) {
        Map<String, ProcessorStatus> processors = new HashMap<>();
        says.getList(PROCESSORS, Document.class).forEach(processor -> processors.put(processor.getString("name"),
                new ProcessorStatus(processor.getString("name"), processor.getBoolean("running"),
                        processor.getList("segments", Document.class).stream().map(segment -> new SegmentStatus(segment.getInteger("id"),
                                segment.getString("node"), segment.getLong("position"), segment.getBoolean("caughtUp"),
                                segment.getString("error"))).toList())));
        return new Node(name, processors);
    }
}
