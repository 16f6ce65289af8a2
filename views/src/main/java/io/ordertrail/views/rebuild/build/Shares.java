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

/** The shares into which a rebuild's keys are dealt, and who builds which. A share is its owner's until that is no living member any more. */
public final class Shares {

    /** More than the nodes of any set-up in mind, and few enough that none is idle for long. */
    public static final int COUNT = 8;

    private final MongoCollection<Document> shares;
    private final Nodes nodes;
    private final Clock clock;
    private final String node;

    public Shares(ViewStore store, String view, int generation, Nodes nodes, Clock clock) {
        this.shares = store.beside(view, generation, "shares");
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
        shares.bulkWrite(made);
    }

    public List<Share> all() {
        List<Share> all = shares.find().map(Share::of).into(new ArrayList<>());
        all.sort(Comparator.comparingInt(Share::id));
        return all;
    }

    /** Claims shares that no living node builds, at most so many. */
    public List<Share> claim(int most) {
        List<Share> wanted = all().stream().filter(share -> !share.done()).toList();
        List<UpdateOneModel<Document>> claims = wanted.stream()
                .filter(share -> node.equals(share.owner()) || nodes.isFree(share.owner()))
                .limit(most)
                .map(share -> new UpdateOneModel<Document>(Filters.and(Filters.eq(share.id()), Filters.eq("owner", share.owner())),
                        Updates.set("owner", node)))
                .toList();
        if (claims.isEmpty()) {
            return List.of();
        }
        shares.bulkWrite(claims, new BulkWriteOptions().ordered(false));
        // Another node may have been quicker with some of them.
        return shares.find(Filters.and(Filters.eq("owner", node), Filters.eq("done", false))).map(Share::of).into(new ArrayList<>());
    }

    /**
     * Saves all of them at once.
     *
     * @throws IllegalStateException if another node has taken one since; the others are saved
     */
    void save(List<Share> states) {
        List<UpdateOneModel<Document>> saved = states.stream()
                .map(share -> new UpdateOneModel<Document>(mine(share), Updates.combine(Updates.set("position", share.position()),
                        Updates.set("read", share.read()), Updates.set("rate", share.rate()), Updates.set("documents", share.documents()),
                        Updates.set("done", share.done()), Updates.set("saved", Date.from(clock.instant())))))
                .toList();
        if (shares.bulkWrite(saved).getMatchedCount() < states.size()) {
            throw new IllegalStateException("A share has been taken by another node");
        }
    }

    public void release(Share share) {
        shares.updateOne(mine(share), Updates.set("owner", null));
    }

    private Bson mine(Share share) {
        return Filters.and(Filters.eq(share.id()), Filters.eq("owner", node));
    }
}
