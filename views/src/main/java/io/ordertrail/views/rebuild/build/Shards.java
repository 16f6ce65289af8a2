package io.ordertrail.views.rebuild.build;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.views.documents.ViewStore;
import io.ordertrail.views.membership.Nodes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The shards into which a rebuild's keys are dealt, and who builds which. A shard is its owner's until that is no living member any more. */
public final class Shards {

    /** More than the nodes of any set-up in mind, and few enough that none is idle for long. */
    public static final int COUNT = 8;

    private final MongoCollection<Document> shards;
    private final Nodes nodes;
    private final Clock clock;
    private final String node;

    public Shards(ViewStore store, String view, int generation, Nodes nodes, Clock clock) {
        // As it was called when the first of them were stored.
        this.shards = store.beside(view, generation, "shares");
        this.nodes = nodes;
        this.clock = clock;
        this.node = store.node();
    }

    /** Makes them all, unless they are there. */
    public void make(long from) {
        List<UpdateOneModel<Document>> made = new ArrayList<>();
        for (int id = 0; id < COUNT; id++) {
            made.add(new UpdateOneModel<>(Filters.eq(id), Updates.combine(Updates.setOnInsert("position", from),
                    Updates.setOnInsert("read", from), Updates.setOnInsert("rate", 0.0), Updates.setOnInsert("documents", 0L),
                    Updates.setOnInsert("done", false)), new UpdateOptions().upsert(true)));
        }
        shards.bulkWrite(made);
    }

    public List<Shard> all() {
        List<Shard> all = shards.find().map(Shard::of).into(new ArrayList<>());
        all.sort(Comparator.comparingInt(Shard::id));
        return all;
    }

    /** Claims shards that no living node builds, at most so many. */
    public List<Shard> claim(int most) {
        List<Shard> wanted = all().stream().filter(shard -> !shard.done()).toList();
        List<UpdateOneModel<Document>> claims = wanted.stream()
                .filter(shard -> node.equals(shard.owner()) || nodes.isFree(shard.owner()))
                .limit(most)
                .map(shard -> new UpdateOneModel<Document>(Filters.and(Filters.eq(shard.id()), Filters.eq("owner", shard.owner())),
                        Updates.set("owner", node)))
                .toList();
        if (claims.isEmpty()) {
            return List.of();
        }
        shards.bulkWrite(claims, new BulkWriteOptions().ordered(false));
        // Another node may have been quicker with some of them.
        return shards.find(Filters.and(Filters.eq("owner", node), Filters.eq("done", false))).map(Shard::of).into(new ArrayList<>());
    }

    /**
     * Saves all of them at once.
     *
     * @throws IllegalStateException if another node has taken one since; the others are saved
     */
    void save(List<Shard> states) {
        List<UpdateOneModel<Document>> saved = states.stream()
                .map(shard -> new UpdateOneModel<Document>(mine(shard), Updates.combine(Updates.set("position", shard.position()),
                        Updates.set("read", shard.read()), Updates.set("rate", shard.rate()), Updates.set("documents", shard.documents()),
                        Updates.set("done", shard.done()), Updates.set("saved", Date.from(clock.instant())))))
                .toList();
        if (shards.bulkWrite(saved).getMatchedCount() < states.size()) {
            throw new IllegalStateException("A shard has been taken by another node");
        }
    }

    public void release(Shard shard) {
        shards.updateOne(mine(shard), Updates.set("owner", null));
    }

    private Bson mine(Shard shard) {
        return Filters.and(Filters.eq(shard.id()), Filters.eq("owner", node));
    }
}
