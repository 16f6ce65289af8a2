package io.ordertrail.query.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.ordertrail.query.view.ViewStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The shares into which a rebuild's keys are dealt, and who builds which. A node that dies loses its shares after {@link #LEASE}. */
final class Shares {

    /** More than the nodes of any set-up in mind, and few enough that none is idle for long. */
    static final int COUNT = 8;

    static final Duration LEASE = Duration.ofSeconds(10);

    private final MongoCollection<Document> shares;
    private final Clock clock;
    private final String node;

    Shares(ViewStore store, String view, int generation, Clock clock) {
        this.shares = store.beside(ViewStore.nameOf(view, generation) + ".shares");
        this.clock = clock;
        this.node = store.node();
    }

    /** Makes them all, unless they are there. */
    void make(long from) {
        for (int id = 0; id < COUNT; id++) {
            shares.updateOne(Filters.eq(id), Updates.combine(Updates.setOnInsert("position", from), Updates.setOnInsert("read", from),
                    Updates.setOnInsert("rate", 0.0), Updates.setOnInsert("documents", 0L), Updates.setOnInsert("done", false)),
                    new UpdateOptions().upsert(true));
        }
    }

    List<Share> all() {
        List<Share> all = shares.find().map(Share::of).into(new ArrayList<>());
        all.sort(Comparator.comparingInt(Share::id));
        return all;
    }

    /** Claims shares that nobody builds, at most so many. */
    List<Share> claim(int most) {
        List<Share> claimed = new ArrayList<>();
        Bson free = Filters.and(Filters.eq("done", false),
                Filters.or(Filters.exists("owner", false), Filters.eq("owner", null), Filters.lt("until", now())));
        while (claimed.size() < most) {
            Document share =
                    shares.findOneAndUpdate(free, Updates.combine(Updates.set("owner", node), Updates.set("until", until())),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
            if (share == null) {
                return claimed;
            }
            claimed.add(Share.of(share));
        }
        return claimed;
    }

    /** @throws IllegalStateException if another node has taken it since */
    void save(Share share) {
        UpdateResult result = shares.updateOne(mine(share), Updates.combine(Updates.set("position", share.position()),
                Updates.set("read", share.read()), Updates.set("rate", share.rate()), Updates.set("documents", share.documents()),
                Updates.set("done", share.done()), Updates.set("until", until())));
        if (result.getMatchedCount() == 0) {
            throw new IllegalStateException("Share %d has been taken by another node".formatted(share.id()));
        }
    }

    void release(Share share) {
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
