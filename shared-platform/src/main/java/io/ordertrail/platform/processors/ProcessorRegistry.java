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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/**
 * What operators want of the processors, and what every node says of its own: in MongoDB, where all nodes look. With the embedded server it
 * lives as long as the views do, which are built anew at a start; a pause does not outlive that.
 */
class ProcessorRegistry {

    private static final String ID = "_id";
    private static final String PAUSED = "paused";
    private static final String RESIZE = "resize";
    private static final String OWNER = "owner";
    private static final String PROCESSORS = "processors";

    private final MongoCollection<Document> wishes;
    private final Membership membership;

    /** Processors for whose resizing somebody waits on this node. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
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

    /**
     * Wishes for it as long as this node lives and somebody here waits for it, which is to be said in the end ({@link #waitsNoLonger}).
     *
     * @return false if another one is under way
     */
    boolean resize(String processor, Resizing wanted) {
        if (!awaited.add(processor)) {
            return false;
        }
        boolean wished = false;
        try {
            wished = wish(processor, wanted);
        } finally {
            if (!wished) {
                waitsNoLonger(processor);
            }
        }
        return wished;
    }

    private boolean wish(String processor, Resizing wanted) {
        Document wish = wishes.find(Filters.eq(processor)).first();
        Document before = wish == null ? null : wish.get(RESIZE, Document.class);
        // One of this node's own is what was left behind when the store did not answer.
        if (before != null && !before.getString(OWNER).equals(node()) && !membership.isFree(before.getString(OWNER))) {
            return false;
        }
        Document resize = new Document("segment", wanted.segment()).append("other", wanted.other()).append(OWNER, node());
        try {
            wishes.updateOne(Filters.and(Filters.eq(processor), Filters.eq(RESIZE, before)), Updates.set(RESIZE, resize),
                    new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException | MongoCommandException e) {
            // An upsert that finds another one tries to insert beside it, and fails on the id.
            if (Duplicates.areAllThatFailed(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Done or not: what is left of the wish goes with the next look. */
    void waitsNoLonger(String processor) {
        awaited.remove(processor);
    }

    void resized(String processor, Resizing done) {
        wishes.updateOne(Filters.and(Filters.eq(processor), Filters.eq(RESIZE + ".segment", done.segment()),
                Filters.eq(RESIZE + ".other", done.other())), Updates.unset(RESIZE));
    }

    private boolean isAwaited(String processor, Document resize) {
        String owner = resize.getString(OWNER);
        return owner.equals(node()) ? awaited.contains(processor) : !membership.isFree(owner);
    }

    /** Takes away what nobody waits for any more. */
    Wishes wishes() {
        Set<String> paused = new HashSet<>();
        Map<String, Resizing> resizing = new HashMap<>();
        wishes.find().forEach(wish -> {
            if (wish.getBoolean(PAUSED, false)) {
                paused.add(wish.getString(ID));
            }
            String processor = wish.getString(ID);
            Document wanted = wish.get(RESIZE, Document.class);
            if (wanted != null && isAwaited(processor, wanted)) {
                resizing.put(processor, new Resizing(wanted.getInteger("segment"), wanted.getInteger("other")));
            } else if (wanted != null) {
                wishes.updateOne(Filters.and(Filters.eq(processor), Filters.eq(RESIZE, wanted)), Updates.unset(RESIZE));
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
