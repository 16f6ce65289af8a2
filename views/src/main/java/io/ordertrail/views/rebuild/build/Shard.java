package io.ordertrail.views.rebuild.build;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/**
 * A shard of a view's keys, as one node builds it at a time. In the store {@code {_id, owner, saved, position, read, rate, documents, done}}.
 *
 * @param owner the node that builds it, or did
 * @param position up to which everything is in the store: where to go on after a crash
 * @param read up to which it has been read; what lies between is in the builder's memory
 * @param rate events per second at which {@code read} moves, 0 if not known
 * @param documents written
 * @param saved when all of this was so; null before anything has been, and in what is about to be saved
 */
public record Shard(int id, String owner, long position, long read, double rate, long documents, boolean done, Instant saved) {

    /** When the last of them was built; they must all have been. */
    public static Instant built(List<Shard> shards) {
        return shards.stream().map(Shard::saved).max(Comparator.naturalOrder()).orElseThrow();
    }

    static Shard of(Document document) {
        Date saved = document.getDate("saved");
        return new Shard(document.getInteger("_id"), document.getString("owner"), document.getLong("position"), document.getLong("read"),
                document.getDouble("rate"), document.getLong("documents"), document.getBoolean("done"),
                saved == null ? null : saved.toInstant());
    }
}
