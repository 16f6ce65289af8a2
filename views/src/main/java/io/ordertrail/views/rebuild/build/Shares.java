package io.ordertrail.views.rebuild.build;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.ordertrail.views.documents.ViewStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The shares into which a rebuild's keys are dealt, and who builds which. A node that dies loses its shares after {@link #LEASE}. */
public final class Shares {

    /** More than the nodes of any set-up in mind, and few enough that none is idle for long. */
    public static final int COUNT = 8;

    static final Duration LEASE = Duration.ofSeconds(10);

    private final MongoCollection<Document> shares;
    private final Clock clock;
    private final String node;

    public Shares(ViewStore store, String view, int generation, Clock clock) {
        this.shares = store.beside(ViewStore.nameOf(view, generation) + ".shares");
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

    /** Claims shares that nobody builds, at most so many. */
    public List<Share> claim(int most) {
        Bson free = Filters.and(Filters.eq("done", false),
                Filters.or(Filters.exists("owner", false), Filters.eq("owner", null), Filters.lt("until", now())));
        List<Integer> wanted = shares.find(free).limit(most).map(share -> share.getInteger("_id")).into(new ArrayList<>());
        if (wanted.isEmpty()) {
            return List.of();
        }
        shares.updateMany(Filters.and(Filters.in("_id", wanted), free),
                Updates.combine(Updates.set("owner", node), Updates.set("until", until())));
        // Another node may have been quicker with some of them.
        return shares.find(Filters.and(Filters.in("_id", wanted), Filters.eq("owner", node))).map(Share::of).into(new ArrayList<>());
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
                        Updates.set("done", share.done()), Updates.set("until", until()))))
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

    private Date now() {
        return Date.from(clock.instant());
    }

    private Date until() {
        return Date.from(clock.instant().plus(LEASE));
    }
}
